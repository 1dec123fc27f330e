/** Notices about the page itself. Each stays until the person dismisses it. */
export const words = {
  notResumed: "The stored list can't be opened. Check that Refdrop runs, then reload.",
  noSandbox: 'This server has no sandbox. Files go to varg.ai.',
  noWebAssembly: 'This browser has no WebAssembly. Files are hashed one at a time.',
}
