/** Reasons without a message of the browser, and what a browser may lack, after "Uploads need". */
export const words = {
  workerFailed: 'the worker failed',
  unreadableMessage: 'a message could not be read',
  hashing: 'WebAssembly or a secure address (HTTPS or localhost)',
}
