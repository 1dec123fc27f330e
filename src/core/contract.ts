import * as v from 'valibot'
import { redact } from './key.ts'
import { parseJson } from './parse-json.ts'
import { type Problem, ProblemError } from './problem.ts'

/** Paths of the gateway, version 1. A second contract would stand beside this one. */
export const PATHS = { files: '/v1/files', balance: '/v1/balance', me: '/v1/me' } as const

/** SHA-256 of a body as the gateway writes it: `sha256:` and 64 lower-case hex digits. */
export type ContentHash = `sha256:${string}`

const HASH_PATTERN = /^sha256:[0-9a-f]{64}$/

export function isContentHash(text: unknown): text is ContentHash {
  return typeof text === 'string' && HASH_PATTERN.test(text)
}

const ContentHashSchema = v.custom<ContentHash>(isContentHash, 'sha256: and 64 hex digits')

/** Its fields, for whoever looks at each of them. */
export const UploadedSchema = v.object({
  file_id: v.pipe(v.string(), v.maxLength(1000)),
  url: v.pipe(v.string(), v.maxLength(8000), v.regex(/^\S+$/, 'a URL without spaces')),
  hash: ContentHashSchema,
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  media_type: v.pipe(v.string(), v.maxLength(255)),
  deduplicated: v.boolean(),
})

const BalanceSchema = v.object({ balance_cents: v.pipe(v.number(), v.finite()) })

const MeSchema = v.object({ userId: v.string(), email: v.string() })

/** Older gateways answer flat; newer ones nest the same facts under `error`. */
const ErrorSchema = v.union([
  v.pipe(
    v.object({
      error: v.string(),
      message: v.string(),
      field: v.nullish(v.pipe(v.string(), v.maxLength(200))),
    }),
    v.transform(({ field, ...rest }) => ({ ...rest, field: field ?? undefined })),
  ),
  v.pipe(
    v.object({ error: v.object({ code: v.string(), message: v.string() }) }),
    v.transform(({ error }) => ({ error: error.code, message: error.message, field: undefined })),
  ),
])

/** What the wire carries after an upload. */
export type UploadedWire = v.InferInput<typeof UploadedSchema>
export type MeWire = v.InferInput<typeof MeSchema>

/** The flat error body of the contract. */
export interface ErrorWire {
  error: string
  message: string
  field?: string
  provider?: string
  statusCode?: number
}

/** A file as the gateway keeps it. `size` is in bytes; `url` is not yet trusted to be a link. */
export interface UploadedFile {
  fileId: string
  url: string
  hash: ContentHash
  size: number
  mediaType: string
  deduplicated: boolean
}

/** A whole HTTP answer, read but not yet understood. `mediaType` is its Content-Type header. */
export interface Answer {
  status: number
  mediaType: string
  body: string
}

/** @throws {ProblemError} unless the answer is a success with all six fields */
export function readUploaded(answer: Answer): UploadedFile {
  const wire = read(UploadedSchema, answer)
  return {
    fileId: wire.file_id,
    url: wire.url,
    hash: wire.hash,
    size: wire.size,
    mediaType: wire.media_type,
    deduplicated: wire.deduplicated,
  }
}

/** The balance in cents; 1 credit is 1 cent. @throws {ProblemError} for every other answer */
export function readBalance(answer: Answer): { balanceCents: number } {
  return { balanceCents: read(BalanceSchema, answer).balance_cents }
}

/** Whose key it is. @throws {ProblemError} for every other answer */
export function readMe(answer: Answer): MeWire {
  return read(MeSchema, answer)
}

function read<S extends v.GenericSchema>(schema: S, answer: Answer): v.InferOutput<S> {
  const { status } = answer
  if (status < 200 || status > 299) throw new ProblemError(refusalOf(answer))
  if (isPage(answer)) throw new ProblemError({ kind: 'cdn-page', status })
  const parsed = v.safeParse(schema, parseJson(answer.body))
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  const where = v.getDotPath(issue) ?? 'the body'
  throw new ProblemError({
    kind: 'bad-answer',
    status: answer.status,
    expected: `${where}: ${issue.expected ?? issue.message}`,
    got: answer.body === '' ? 'an empty body' : excerpt(issue.received, 200),
  })
}

/** What an error body says for people, or the status where it says nothing. */
export function readReason(status: number, body: string): string {
  const parsed = v.safeParse(ErrorSchema, parseJson(body))
  return parsed.success ? excerpt(parsed.output.message, 500) : `The answer was ${status}.`
}

/** Statuses whose meaning is plain whatever the body says, or does not say. */
const PLAIN_STATUSES = new Set([401, 402, 413, 429])

function refusalOf(answer: Answer): Problem {
  const { status, mediaType, body } = answer
  const parsed = v.safeParse(ErrorSchema, parseJson(body))
  if (parsed.success) {
    const { error, message, field } = parsed.output
    const code = excerpt(error, 200)
    return { kind: 'refused', status, code, message: excerpt(message, 2000), field }
  }
  if (PLAIN_STATUSES.has(status)) return { kind: 'refused', status, code: '', message: '' }
  if (isPage(answer)) return { kind: 'cdn-page', status }
  const got = body === '' ? 'an empty body' : mediaType || 'a body of no media type'
  return { kind: 'bad-answer', status, expected: 'an error as JSON', got: excerpt(got, 200) }
}

/** A CDN answers in the gateway's place with a page for people. */
function isPage({ mediaType }: Answer): boolean {
  return mediaType.toLowerCase().includes('text/html')
}

/** What a gateway says is shown and kept: it may say a key. */
function excerpt(said: string, most: number): string {
  const text = redact(said)
  return text.length > most ? `${text.slice(0, most)}…` : text
}
