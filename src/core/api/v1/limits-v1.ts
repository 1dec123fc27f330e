/** Maximum size of a body in bytes: the documented 50 MB as binary megabytes. */
export const SIZE_LIMIT = 52_428_800

/** A gateway that counts decimal megabytes may refuse a body above this many bytes. */
export const DOUBTFUL_SIZE = 50_000_000
