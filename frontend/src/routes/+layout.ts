/**
 * Pages are drawn by the server and stay as they are; `static/light.js` is their only script. A page
 * that needs more (the moderators' desk, settings) says so with `export const csr = true`.
 *
 * The reason is weight: with hydration the first view of a thread was 81 kB, and promise 9 allows 60.
 * Drawn like this it is about 18, and there is nothing that JavaScript could do and plain HTML could not.
 */
export const csr = false;
