/** Ways in which the sandbox breaks its contract for as long as they are in the plan. */
export const FLAWS = [
  /** Every key is a bad one. */
  'refuses-keys',
  /** Also a bad one. */
  'takes-any-key',
  /** 400, 401 and 413 without `error` and `message`. */
  'odd-errors',
  /** Answers to uploads without `media_type`. */
  'missing-field',
  /** Answers to uploads with the hash of something else. The file is kept all the same. */
  'other-hash',
  /** The same with a size that is one byte more. */
  'other-size',
  /** Says of every content that it was not there before. */
  'never-deduplicates',
  /** The same content gets another URL each time, and all of them work. */
  'new-urls',
  /** 400 for an upload without `X-Content-Hash`. */
  'needs-hash',
  /** Public files are `text/plain`. */
  'wrong-type',
  /** Public files without their first byte. */
  'wrong-bytes',
  /** Public files always come whole. */
  'no-ranges',
  /** A body over the limit is a file like any other. */
  'takes-over-limit',
  /** An `X-Content-Hash` that is none is not looked at. */
  'takes-any-hash',
  /** A body without a byte is a file like any other. */
  'takes-empty',
] as const

/** A lasting breach of the contract. */
export type Flaw = (typeof FLAWS)[number]
