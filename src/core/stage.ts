import type { ContentHash, UploadedFile } from './contract.ts'
import { isStaleHash, type Problem } from './problem.ts'

/** Why a file that could be sent is not. More reasons come with automatic retry and rate limits. */
export type WaitReason = { kind: 'key' }

/** What an accepted upload was to the gateway. */
type Origin = 'new' | 'deduplicated'

/**
 * Where one file is on its way to the gateway. Each stage carries exactly the
 * facts that are true in it; nothing derived (percent, speed, text) is stored.
 * `hashed` and `sent` are bytes; `attempt` counts sends from 1.
 */
export type Stage =
  | { name: 'queued' }
  | { name: 'hashing'; hashed: number }
  | { name: 'ready'; hash: ContentHash; attempts: number }
  | { name: 'waiting'; hash: ContentHash; attempts: number; reason: WaitReason }
  | { name: 'uploading'; hash: ContentHash; attempt: number; sent: number }
  | { name: 'confirming'; hash: ContentHash; attempt: number }
  | { name: 'uploaded'; hash: ContentHash; attempt: number; result: UploadedFile; origin: Origin }
  | { name: 'failed'; problem: Problem; hash: ContentHash | undefined; attempts: number }
  | { name: 'canceled'; hash: ContentHash | undefined; attempts: number }

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
      if (stage.name !== 'waiting') return stage
      return { name: 'ready', hash: stage.hash, attempts: stage.attempts }
    case 'send-started':
      if (stage.name !== 'ready') return stage
      return { name: 'uploading', hash: stage.hash, attempt: stage.attempts + 1, sent: 0 }
    case 'sent-so-far':
      return stage.name === 'uploading' ? { ...stage, sent: event.sent } : stage
    case 'all-sent':
      if (stage.name !== 'uploading') return stage
      return { name: 'confirming', hash: stage.hash, attempt: stage.attempt }
    case 'accepted':
      if (stage.name !== 'uploading' && stage.name !== 'confirming') return stage
      return {
        name: 'uploaded',
        hash: stage.hash,
        attempt: stage.attempt,
        result: event.result,
        origin: event.result.deduplicated ? 'deduplicated' : 'new',
      }
    case 'failed':
      return isFinal(stage) ? stage : fail(stage, event.problem)
    case 'canceled':
      return isFinal(stage) ? stage : { name: 'canceled', ...known(stage) }
    case 'retried': {
      if (!isFinal(stage)) return stage
      const { hash, attempts } = known(stage)
      return hash === undefined ? { name: 'queued' } : { name: 'ready', hash, attempts }
    }
  }
}

/** After a change on disk the hash is that of other bytes, so the next try hashes anew. */
function fail(stage: Stage, problem: Problem): Stage {
  const { hash, attempts } = known(stage)
  return { name: 'failed', problem, hash: isStaleHash(problem) ? undefined : hash, attempts }
}

/** What stays true of the content and its tries when the stage ends. */
function known(stage: Stage): { hash: ContentHash | undefined; attempts: number } {
  switch (stage.name) {
    case 'queued':
    case 'hashing':
      return { hash: undefined, attempts: 0 }
    case 'ready':
    case 'waiting':
    case 'failed':
    case 'canceled':
      return { hash: stage.hash, attempts: stage.attempts }
    case 'uploading':
    case 'confirming':
    case 'uploaded':
      return { hash: stage.hash, attempts: stage.attempt }
  }
}
