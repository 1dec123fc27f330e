/**
 * Replaces debug in the bundle, which saves 2 kB. Only the ZIP reader of file-type logs with it.
 * The package has a default export.
 */
const createDebug = () => () => {}

export { createDebug as default }
