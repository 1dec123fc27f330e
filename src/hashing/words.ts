/** Reasons for which the browser has no message, and missing features after "Uploads need". */
export const words = {
  workerFailed: 'the worker failed',
  unreadableMessage: 'a message could not be read',
  hashing: 'WebAssembly or a secure address (HTTPS or localhost)',
}
