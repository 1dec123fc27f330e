/** Largest body in bytes: the documented 50 MB, read as binary megabytes. */
export const SIZE_LIMIT = 52_428_800

/** Above this many bytes a gateway that reads 50 MB as decimal megabytes may refuse. */
export const DOUBTFUL_SIZE = 50_000_000
