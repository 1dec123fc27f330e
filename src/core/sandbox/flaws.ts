/** Contract violations that a fault plan turns on in the sandbox. */
export const FLAWS = [
  /** Rejects every key. */
  'refuses-keys',
  /** Accepts malformed keys. */
  'takes-any-key',
  /** 400, 401 and 413 without `error` and `message`. */
  'odd-errors',
  /** Upload responses without `media_type`. */
  'missing-field',
  /** Upload responses with the hash of another content. The file is stored. */
  'other-hash',
  /** Upload responses with a size that is one byte too large. */
  'other-size',
  /** Reports every content as new. */
  'never-deduplicates',
  /** Returns another URL for each upload of a content. All of them work. */
  'new-urls',
  /** Responds to an upload of known content by its announced hash, before the body is read. */
  'answers-early',
  /** 400 for an upload without `X-Content-Hash`. */
  'needs-hash',
  /** Serves public files as `text/plain`. */
  'wrong-type',
  /** Serves public files without their first byte. */
  'wrong-bytes',
  /** Ignores ranges in requests for public files. */
  'no-ranges',
  /** Accepts bodies over the size limit. */
  'takes-over-limit',
  /** Ignores a malformed `X-Content-Hash`. */
  'takes-any-hash',
  /** Accepts empty bodies. */
  'takes-empty',
  /** Version 2: knows no file by its hash. */
  'finds-nothing',
  /** Version 2: lists no file. */
  'lists-nothing',
  /** Version 2: stores files without their names. */
  'loses-names',
  /** Version 2: confirms a deletion but keeps the file. */
  'keeps-deleted',
] as const

export type Flaw = (typeof FLAWS)[number]
