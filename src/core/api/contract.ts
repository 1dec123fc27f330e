import * as v from 'valibot'
import { parseJson } from '../text/parse-json.ts'
import { text } from './field-schemas.ts'
import { words } from './field-words.ts'
import { redact, redactAll } from './key.ts'
import { type Problem, ProblemError } from './problem.ts'
import { type ReceivedCause, readCause, type ServerCause } from './server-cause.ts'

/** SHA-256 of a body: `sha256:` and 64 lower-case hex digits. */
export type ContentHash = `sha256:${string}`

/** Maximum nesting depth read from the details of an error. */
const DEEPEST_DETAIL = 8

const HASH_PATTERN = /^sha256:[0-9a-f]{64}$/

export function isContentHash(text: unknown): text is ContentHash {
  return typeof text === 'string' && HASH_PATTERN.test(text)
}

/** The details of newer errors are undocumented. The sandbox names a field. */
const DetailsSchema = v.object({ field: text(200) })

/** Older gateways send a flat object. Newer ones nest the same members under `error`. */
const ErrorSchema = v.variant('error', [
  v.pipe(
    v.object({
      error: v.string(),
      message: v.string(),
      field: v.optional(v.nullable(text(200))),
      reason: v.optional(v.unknown()),
      facts: v.optional(v.unknown()),
    }),
    v.transform(({ error, message, field, reason, facts }) => {
      const short = redactAll({ reason, facts }, (part) => excerpt(part, 200))
      const cause = readCause(short.reason, short.facts)
      return { error, message, field: field ?? undefined, cause }
    }),
  ),
  v.pipe(
    v.object({
      error: v.object({ code: v.string(), message: v.string(), details: v.optional(v.unknown()) }),
    }),
    v.transform(({ error }) => ({
      error: error.code,
      message: withDetails(error.message, error.details),
      field: v.is(DetailsSchema, error.details) ? error.details.field : undefined,
      cause: undefined,
    })),
  ),
])

/** The flat error body of the contract. Only our server adds `reason` and `facts`, for the page. */
export interface ErrorWire {
  error: string
  message: string
  field?: string
  provider?: string
  statusCode?: number
  reason?: ServerCause['reason']
  facts?: ServerCause['facts']
}

/** A file on the gateway. `size` is in bytes. */
export interface UploadedFile {
  fileId: string
  url: string
  hash: ContentHash
  size: number
  mediaType: string
  deduplicated: boolean
  /** The gateway stated no hash, so it may have stored other bytes. */
  isUnconfirmed?: true | undefined
}

/** What an account can spend. 1 credit is 1 cent. */
export interface Balance {
  balanceCents: number
}

/** The owner of a key. */
export interface Me {
  userId: string
  email?: string | undefined
}

/** An HTTP response that is read but not parsed. `mediaType` is its Content-Type header. */
export interface GatewayResponse {
  status: number
  mediaType: string
  body: string
}

/**
 * Reads the body of a successful response.
 *
 * @throws {ProblemError} for every other response, and for a body that does not match
 */
export function readBody<S extends v.GenericSchema>(
  schema: S,
  response: GatewayResponse,
): v.InferOutput<S> {
  const { status } = response
  if (status < 200 || status > 299) throw new ProblemError(readRefusal(response))
  if (isPage(response)) throw new ProblemError({ kind: 'cdn-page', status })
  const parsed = v.safeParse(schema, parseJson(response.body))
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  throw new ProblemError({
    kind: 'bad-answer',
    status: response.status,
    expected: expectationOf(issue),
    got: response.body === '' ? words.emptyBody : excerpt(describeValue(issue.input), 200),
  })
}

/** The schemas are flat. A missing field is an issue of the object itself. */
function expectationOf({ path, type, message }: v.BaseIssue<unknown>): string {
  const [{ key } = {}] = path ?? []
  if (key === undefined) return words.jsonObject
  return type === 'object' ? `${key}` : words.fieldToBe(`${key}`, message)
}

/** The code and message of an error body, and its cause when our server wrote it. */
export function readError(
  body: string,
): { code: string; message: string; cause: ReceivedCause | undefined } | undefined {
  const parsed = v.safeParse(ErrorSchema, parseJson(body))
  if (!parsed.success) return undefined
  const { error, message, cause } = parsed.output
  return { code: excerpt(error, 200), message: excerpt(message, 500), cause }
}

/** The message of an error body. The fallback is a sentence with the status. */
export function readReason(status: number, body: string): string {
  return readError(body)?.message ?? words.status(status)
}

/** The problem of a file that was not fetched back. The error is from our server or the host. */
export function readNotFetched(
  status: number,
  body: string,
): Extract<Problem, { kind: 'not-fetched' }> {
  return { kind: 'not-fetched', reason: readReason(status, body), cause: readError(body)?.cause }
}

/** Statuses that become `refused`, even without a valid error body. */
const PLAIN_STATUSES = new Set([401, 402, 413, 429])

/** Adds the texts of details, which may have any form, unless the message has them already. */
function withDetails(message: string, details: unknown): string {
  const text = textsIn(details, 0).join(' ')
  return message.includes(text) ? message : `${message} (${text})`
}

function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [`${value}`]
  const isDeep = typeof value !== 'object' || value === null || depth > DEEPEST_DETAIL
  return isDeep ? [] : Object.values(value).flatMap((inner) => textsIn(inner, depth + 1))
}

/** Reads the problem from an unsuccessful response. */
export function readRefusal(response: GatewayResponse): Problem {
  const { status, mediaType, body } = response
  const parsed = v.safeParse(ErrorSchema, parseJson(body))
  if (parsed.success) {
    const { error, message, field, cause } = parsed.output
    const code = excerpt(error, 200)
    return { kind: 'refused', status, code, message: excerpt(message, 2000), field, cause }
  }
  if (PLAIN_STATUSES.has(status)) return { kind: 'refused', status, code: '', message: '' }
  if (isPage(response)) return { kind: 'cdn-page', status }
  const got = body === '' ? words.emptyBody : mediaType || words.untypedBody
  return { kind: 'bad-answer', status, expected: words.jsonError, got: excerpt(got, 200) }
}

/** A CDN in front of the gateway answers with a page. */
function isPage({ mediaType }: GatewayResponse): boolean {
  return mediaType.toLowerCase().includes('text/html')
}

/** Masks keys and truncates the text, because it is shown and stored. */
function excerpt(foreign: string, most: number): string {
  const text = redact(foreign)
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** Describes a parsed value in plain words: `nothing`, `"a text"`, `7`, `a list`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return words.nothing
  if (Array.isArray(value)) return words.type.Array
  return typeof value === 'object' && value !== null ? words.type.Object : JSON.stringify(value)
}
