import type { ContentHash, UploadedFile } from '../api/contract.ts'
import type { Problem } from '../api/problem.ts'

/** What holds a gateway, strongest first. The strongest one counts. */
export const HOLD_KINDS = [
  'offline',
  'unreachable',
  'key',
  'bad-key',
  'balance',
  'rate-limit',
] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** Why a ready file is not sent. `at` is milliseconds since 1970 and `first` is a path. */
export type WaitReason =
  | { kind: HoldKind }
  | { kind: 'retry'; at: number; problem: Problem }
  | { kind: 'same-content'; first: string }
  | { kind: 'other-tab' }

/** Whether the content was new to the gateway. An `already-here` file was not sent. */
type Origin = 'new' | 'deduplicated' | 'already-here'

/** Facts from before the file was sent again. */
export interface Past {
  /** The result of an earlier upload. It stays valid when sending again fails. */
  earlier?: UploadedFile | undefined
  /** Sends the file although its result is known. */
  again?: true | undefined
}

export interface Unhashed extends Past {
  /** The required hash, when a person chose the file for a missing one. */
  expected?: ContentHash | undefined
}

export interface Hashed extends Past {
  hash: ContentHash
  /** Counted attempts since a person added or retried the file. */
  attempts: number
}

/** A file may end before it is hashed. */
export type Ended = Omit<Hashed, 'hash'> & { hash: ContentHash | undefined }

/**
 * The stage of one file. Each stage holds exactly the facts that are true in it. Percent, speed
 * and text are derived. `hashed` and `sent` are bytes, `fetchedBack` is milliseconds since 1970.
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
      /** Path of the file with this content, when it is already here. */
      first?: string | undefined
      fetchedBack?: number | undefined
    } & Hashed)
  /** `sentAs` is the hash that was sent, when it is no longer trusted. */
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
  /** Nothing was sent. `first` is missing when the gateway found the content. */
  | { type: 'found'; result: UploadedFile; first: string | undefined }
  /** Another tab sent the same file again. */
  | { type: 'uploaded-elsewhere'; stage: Uploaded }
  | { type: 'fetched-back'; at: number }
  | { type: 'mismatch'; problem: Problem }
  | { type: 'failed'; problem: Problem }
  | { type: 'canceled' }
  | { type: 'retried' }
  /** A cancel was undone. `stage` is the one before it. */
  | { type: 'restored'; stage: Stage }
  | { type: 'bytes-lost' }
  | { type: 'file-chosen' }

/** Only a person can continue a file in a final stage. */
export function isFinal(stage: Stage): boolean {
  return stage.name === 'uploaded' || stage.name === 'failed' || stage.name === 'canceled'
}

/** Whether only a person can continue the file. */
export function isAtRest(stage: Stage): boolean {
  return isFinal(stage) || stage.name === 'missing-file'
}

/** The result of this upload, or the earlier one when sending again failed. */
export function goodResult(stage: Stage): UploadedFile | undefined {
  if (stage.name === 'uploaded') return stage.result
  return isAtRest(stage) && 'earlier' in stage ? stage.earlier : undefined
}

/** The hash under which a file was or will be sent. */
export function contentOf(stage: Stage): ContentHash | undefined {
  if ('hash' in stage && stage.hash !== undefined) return stage.hash
  return stage.name === 'failed' ? stage.sentAs : undefined
}
