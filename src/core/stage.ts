import type { ContentHash, UploadedFile } from './contract.ts'
import { isStaleHash, type Problem } from './problem.ts'

/** Why a file that could be sent is not. More reasons come with automatic retry and rate limits. */
export type WaitReason = { kind: 'key' }

/** What an accepted upload was to the gateway. */
type Origin = 'new' | 'deduplicated'

/** What is known of a file whose content was hashed. */
interface Hashed {
  hash: ContentHash
  /** Sends begun so far. */
  attempts: number
  /** The answer to an earlier upload, which stays good whatever comes of sending once more. */
  earlier?: UploadedFile | undefined
}

/** The same where it may have ended before it was hashed. */
type Ended = Omit<Hashed, 'hash'> & { hash: ContentHash | undefined }

/**
 * Where one file is on its way to the gateway. Each stage carries exactly the
 * facts that are true in it; nothing derived (percent, speed, text) is stored.
 * `hashed` and `sent` are bytes.
 */
export type Stage =
  | { name: 'queued' }
  | { name: 'hashing'; hashed: number }
  | ({ name: 'ready' } & Hashed)
  | ({ name: 'waiting'; reason: WaitReason } & Hashed)
  | ({ name: 'uploading'; sent: number } & Hashed)
  | ({ name: 'confirming' } & Hashed)
  | ({ name: 'uploaded'; result: UploadedFile; origin: Origin } & Hashed)
  | ({ name: 'failed'; problem: Problem } & Ended)
  | ({ name: 'canceled' } & Ended)

export type StageName = Stage['name']

export type StageEvent =
  | { type: 'hashed-so-far'; hashed: number }
  | { type: 'hashed'; hash: ContentHash }
  | { type: 'held'; reason: WaitReason }
  | { type: 'released' }
  | { type: 'send-started' }
  | { type: 'sent-so-far'; sent: number }
  | { type: 'all-sent' }
  | { type: 'accepted'; result: UploadedFile }
  | { type: 'failed'; problem: Problem }
  | { type: 'canceled' }
  | { type: 'retried' }

/** A final stage changes only because a person asks for it. */
export function isFinal(stage: Stage): boolean {
  return stage.name === 'uploaded' || stage.name === 'failed' || stage.name === 'canceled'
}

/**
 * The stage after an event. An event that makes no sense any more (a late progress
 * tick, a cancel after the end) returns the very same object, so a race costs
 * nothing and wakes nobody.
 */
export function advance(stage: Stage, event: StageEvent): Stage {
  switch (event.type) {
    case 'hashed-so-far':
      if (stage.name !== 'queued' && stage.name !== 'hashing') return stage
      return { name: 'hashing', hashed: event.hashed }
    case 'hashed':
      if (stage.name !== 'queued' && stage.name !== 'hashing') return stage
      return { name: 'ready', hash: event.hash, attempts: 0 }
    case 'held':
      if (stage.name !== 'ready') return stage
      return { ...stage, name: 'waiting', reason: event.reason }
    case 'released':
      return stage.name === 'waiting' ? { name: 'ready', ...hashedFacts(stage) } : stage
    case 'send-started':
      if (stage.name !== 'ready') return stage
      return { ...stage, name: 'uploading', attempts: stage.attempts + 1, sent: 0 }
    case 'sent-so-far':
      return stage.name === 'uploading' ? { ...stage, sent: event.sent } : stage
    case 'all-sent':
      return stage.name === 'uploading' ? { name: 'confirming', ...hashedFacts(stage) } : stage
    case 'accepted': {
      if (stage.name !== 'uploading' && stage.name !== 'confirming') return stage
      const { hash, attempts } = stage
      const origin = event.result.deduplicated ? 'deduplicated' : 'new'
      return { name: 'uploaded', hash, attempts, result: event.result, origin }
    }
    case 'failed': {
      if (isFinal(stage)) return stage
      const facts = endedFacts(stage)
      // After a change on disk the hash is that of other bytes, so the next try hashes anew.
      const hash = isStaleHash(event.problem) ? undefined : facts.hash
      return { name: 'failed', problem: event.problem, ...facts, hash }
    }
    case 'canceled':
      return isFinal(stage) ? stage : { name: 'canceled', ...endedFacts(stage) }
    case 'retried': {
      if (!isFinal(stage)) return stage
      const { hash, attempts, earlier } = endedFacts(stage)
      return hash === undefined ? { name: 'queued' } : { name: 'ready', hash, attempts, earlier }
    }
  }
}

function hashedFacts({ hash, attempts, earlier }: Hashed): Hashed {
  return { hash, attempts, earlier }
}

/** What stays true of the content and its sends when the stage ends. */
function endedFacts(stage: Stage): Ended {
  switch (stage.name) {
    case 'queued':
    case 'hashing':
      return { hash: undefined, attempts: 0 }
    case 'uploaded':
      return { ...hashedFacts(stage), earlier: stage.result }
    case 'ready':
    case 'waiting':
    case 'uploading':
    case 'confirming':
      return hashedFacts(stage)
    case 'failed':
    case 'canceled':
      return { hash: stage.hash, attempts: stage.attempts, earlier: stage.earlier }
  }
}
