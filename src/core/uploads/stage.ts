import type { ContentHash, UploadedFile } from '../api/contract.ts'
import type { Problem } from '../api/problem.ts'

/** What holds a whole gateway, the weightiest first: nothing below it matters while it holds. */
export const HOLD_KINDS = [
  'key',
  'bad-key',
  'balance',
  'offline',
  'unreachable',
  'rate-limit',
] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** Why a file that could be sent is not. `at` is in milliseconds since 1970; `first` is a path. */
export type WaitReason =
  | { kind: HoldKind }
  | { kind: 'retry'; at: number; problem: Problem }
  | { kind: 'same-content'; first: string }
  | { kind: 'other-tab' }

/** What an uploaded file was to the gateway; what is already here was not sent at all. */
type Origin = 'new' | 'deduplicated' | 'already-here'

/** What an earlier life of the file left behind. */
export interface Past {
  /** The answer to an earlier upload, which stays good whatever comes of sending once more. */
  earlier?: UploadedFile | undefined
  /** A person wants it sent although the gateway is known to have it. */
  again?: true | undefined
}

/** What is known of a file before it was hashed. */
export interface Unhashed extends Past {
  /** The hash that it must have, where it was chosen again. */
  expected?: ContentHash | undefined
}

/** What is known of a file whose content was hashed. */
export interface Hashed extends Past {
  hash: ContentHash
  /** Tries that count, since a person last asked for one. */
  attempts: number
}

/** The same where it may have ended before it was hashed. */
export type Ended = Omit<Hashed, 'hash'> & { hash: ContentHash | undefined }

/**
 * Where one file is on its way to the gateway. Each stage carries exactly the
 * facts that are true in it; nothing derived (percent, speed, text) is stored.
 * `hashed` and `sent` are bytes, `fetchedBack` is milliseconds since 1970.
 */
export type Stage =
  | ({ name: 'queued' } & Unhashed)
  | ({ name: 'hashing'; hashed: number } & Unhashed)
  | ({ name: 'ready' } & Hashed)
  | ({ name: 'waiting'; reason: WaitReason } & Hashed)
  | ({ name: 'uploading'; sent: number } & Hashed)
  | ({ name: 'confirming' } & Hashed)
  | ({
      name: 'uploaded'
      result: UploadedFile
      origin: Origin
      /** Path of the file that brought this content, where it is already here. */
      first?: string | undefined
      fetchedBack?: number | undefined
    } & Hashed)
  /** `sentAs` is the hash of the bytes that were sent, where these are not trusted to be those any more. */
  | ({ name: 'failed'; problem: Problem; sentAs?: ContentHash | undefined } & Ended)
  | ({ name: 'canceled' } & Ended)
  | ({ name: 'missing-file'; problem?: Problem | undefined } & Ended)

export type StageName = Stage['name']

type Uploaded = Extract<Stage, { name: 'uploaded' }>

export type StageEvent =
  | { type: 'hashed-so-far'; hashed: number }
  | { type: 'hashed'; hash: ContentHash }
  | { type: 'held'; reason: WaitReason }
  | { type: 'retry-scheduled'; at: number; problem: Problem }
  | { type: 'released' }
  | { type: 'send-started' }
  | { type: 'sent-so-far'; sent: number }
  | { type: 'all-sent' }
  | { type: 'accepted'; result: UploadedFile }
  | { type: 'found'; result: UploadedFile; first: string }
  /** Another tab sent the same file once more. */
  | { type: 'uploaded-elsewhere'; stage: Uploaded }
  | { type: 'fetched-back'; at: number }
  | { type: 'mismatch'; problem: Problem }
  | { type: 'failed'; problem: Problem }
  | { type: 'canceled' }
  | { type: 'retried' }
  | { type: 'bytes-lost' }
  | { type: 'file-chosen' }

/** A final stage changes only because a person asks for it. */
export function isFinal(stage: Stage): boolean {
  return stage.name === 'uploaded' || stage.name === 'failed' || stage.name === 'canceled'
}

/** Whether a file has come to rest: nothing goes on with it unless a person does something. */
export function isAtRest(stage: Stage): boolean {
  return isFinal(stage) || stage.name === 'missing-file'
}

/** The answer to this upload or, where sending once more came to nothing, to the earlier one. */
export function goodResult(stage: Stage): UploadedFile | undefined {
  if (stage.name === 'uploaded') return stage.result
  return isAtRest(stage) && 'earlier' in stage ? stage.earlier : undefined
}

/** The content under which a file was sent, or is to be. */
export function contentOf(stage: Stage): ContentHash | undefined {
  if ('hash' in stage && stage.hash !== undefined) return stage.hash
  return stage.name === 'failed' ? stage.sentAs : undefined
}
