import type { CauseFacts, ServerCause, ServerReason } from '../../core/api/server-cause.ts'
import { formatBytes } from '../../core/text/format.ts'
import { ProxyFailure } from './failure.ts'

/** Why the file at a URL is not imported. The message is one English sentence. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure'
  /** The HTTP status of the response: 4xx if a retry cannot help. */
  readonly status: number
  /** The reason and its facts, for the page's own message. */
  override readonly cause: ServerCause

  constructor(status: number, message: string, cause: ServerCause) {
    super(message)
    this.status = status
    this.cause = cause
  }
}

type Describe<R extends ServerReason> = (facts: CauseFacts[R]) => [status: number, message: string]

const describe = {
  'import-off': () => [
    403,
    'This server imports no URLs, because others may open it. To allow that, start Refdrop with --allow-import.',
  ],
  'import-url': () => [
    400,
    'Only http and https URLs without a user and password, and with a usual port, are imported.',
  ],
  'file-private': ({ host }) => [403, `${host} has no public address, so it is not asked.`],
  'redirect-private': ({ host, target }) => [
    403,
    `${host} redirects to ${target}, which has no public address.`,
  ],
  'redirect-unsafe': ({ host }) => [
    502,
    `${host} redirects from https to http, or to a URL that is not imported at all.`,
  ],
  'redirect-limit': ({ host, limit }) => [502, `${host} redirects more than ${limit} times.`],
  'file-too-large': ({ host, limit }) => [
    413,
    `${host} sends more than ${formatBytes(limit)} (${limit} bytes).`,
  ],
  'file-not-media': ({ host, found }) => [
    415,
    `${host} sends ${found === '' ? 'an unknown type' : found}, but no image, audio or video.`,
  ],
  'file-timeout': ({ host, seconds }) => [504, `${host} took more than ${seconds} s for the file.`],
  'file-unfinished': ({ host }) => [502, `${host} broke off in the middle of the file.`],
} as const satisfies { [R in ServerReason]?: Describe<R> }

type ImportReason = keyof typeof describe

/** A failure that the import itself finds. */
export function importFailure<R extends ImportReason>(
  reason: R,
  facts: CauseFacts[R],
): ImportFailure {
  const [status, message] = (describe[reason] as Describe<R>)(facts)
  return new ImportFailure(status, message, { reason, facts } as ServerCause)
}

/** Converts a failure of the connection. Returns everything else as it is. */
export function asImportFailure(caught: unknown): unknown {
  if (!(caught instanceof ProxyFailure)) return caught
  return new ImportFailure(caught.status, caught.message, caught.cause)
}
