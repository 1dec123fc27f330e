import * as v from 'valibot'
import { describeValue, parseJson } from '../text/parse-json.ts'
import { isFullWebUrl } from '../text/url-link.ts'
import { redact } from './key.ts'
import { type Problem, ProblemError } from './problem.ts'

/** Paths of the gateway, version 1. A second contract would stand beside this one. */
export const PATHS = { files: '/v1/files', balance: '/v1/balance', me: '/v1/me' } as const

/** SHA-256 of a body as the gateway writes it: `sha256:` and 64 lower-case hex digits. */
export type ContentHash = `sha256:${string}`

const HASH_PATTERN = /^sha256:[0-9a-f]{64}$/

export function isContentHash(text: unknown): text is ContentHash {
  return typeof text === 'string' && HASH_PATTERN.test(text)
}

/** @param words what it is for people: they never read a message of valibot's own */
const field = <T>(words: string, is: (value: unknown) => boolean) => v.custom<T>(is, words)
const text = (most: number) => field<string>('text', (value) => isText(value, most))

/** Its fields, for whoever looks at each of them. */
export const UploadedSchema = v.object({
  file_id: text(1000),
  url: field<string>(
    'a full http or https URL',
    (value) => isText(value, 8000) && isFullWebUrl(value),
  ),
  hash: field<ContentHash>('sha256: and 64 lower-case hex digits', isContentHash),
  size: field<number>(
    'a whole number of bytes',
    (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  ),
  media_type: text(255),
  deduplicated: field<boolean>('true or false', (value) => typeof value === 'boolean'),
})

const BalanceSchema = v.object({ balance_cents: field<number>('a number', Number.isFinite) })

const MeSchema = v.object({ userId: v.string('text'), email: v.string('text') })

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most
}

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
  throw new ProblemError({
    kind: 'bad-answer',
    status: answer.status,
    expected: expectationOf(issue),
    got: answer.body === '' ? 'an empty body' : excerpt(describeValue(issue.input), 200),
  })
}

/** The schemas are flat. Where a field is missing, the object itself finds fault. */
function expectationOf({ path, type, message }: v.BaseIssue<unknown>): string {
  const [{ key } = {}] = path ?? []
  if (key === undefined) return 'a JSON object'
  return type === 'object' ? `${key}` : `${key} to be ${message}`
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
