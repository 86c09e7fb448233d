/** Offers the time zone of the device. */
export const csr = true;
