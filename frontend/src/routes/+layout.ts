/**
 * Pages are drawn by the server and stay as they are; `static/light.js` is their only script. A page
 * that needs more (the moderators' desk, settings) says so with `export const csr = true`.
 */
export const csr = false;
