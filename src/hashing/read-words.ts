/** Failure reasons of workers for which the browser has no message. */
export const words = { stalled: 'it gave no bytes for too long' }
