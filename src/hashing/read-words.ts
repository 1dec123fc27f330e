/** Reasons of workers without a message of the browser. */
export const words = { stalled: 'it gave no bytes for too long' }
