import * as v from 'valibot'
import { isFullWebUrl } from '../../text/url-link.ts'
import { type ContentHash, isContentHash } from '../contract.ts'
import { field } from '../field-schemas.ts'
import { words } from '../field-words.ts'

/** Longest text of a member that is kept. */
const MAX_TEXT = 2000

/** The only required member of a response about a file. */
export const UrlSchema = field<string>(
  words.url,
  (value) => typeof value === 'string' && value.length <= 8000 && isFullWebUrl(value),
)

/**
 * A member that may be missing. Version 2 marks none as required, so null and values of another
 * form count as missing.
 */
const lenient = <T>(is: (value: unknown) => value is T) =>
  v.pipe(
    v.optional(v.unknown()),
    v.transform((value) => (is(value) ? value : undefined)),
  )

export const maybeText = lenient(
  (value): value is string => typeof value === 'string' && value.length <= MAX_TEXT,
)

/** A finite number of at least 0. */
export const maybeAmount = lenient(
  (value): value is number => Number.isFinite(value) && Number(value) >= 0,
)

export const maybeSwitch = lenient((value): value is boolean => typeof value === 'boolean')

export const maybeObject = lenient(
  (value): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
)

export const maybeList = lenient((value): value is unknown[] => Array.isArray(value))

/** A content hash with or without its prefix, in any case. */
export const maybeHash = v.pipe(
  v.optional(v.unknown()),
  v.transform((value): ContentHash | undefined => {
    const text = typeof value === 'string' ? value.toLowerCase() : ''
    const hash = text.startsWith('sha256:') ? text : `sha256:${text}`
    return isContentHash(hash) ? hash : undefined
  }),
)

/** A date, as milliseconds since 1970. */
export const maybeMoment = v.pipe(
  maybeText,
  v.transform((text) => {
    const moment = Date.parse(text ?? '')
    return Number.isNaN(moment) ? undefined : moment
  }),
)
