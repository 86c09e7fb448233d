/** The desk is worked by keyboard and shows a decision while it is written. */
export const csr = true;
