import type { ContentHash, UploadedFile } from './contract.ts'
import { isStaleHash, type Problem } from './problem.ts'

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
interface Past {
  /** The answer to an earlier upload, which stays good whatever comes of sending once more. */
  earlier?: UploadedFile | undefined
  /** A person wants it sent although the gateway is known to have it. */
  again?: true | undefined
}

/** What is known of a file before it was hashed. */
interface Unhashed extends Past {
  /** The hash that it must have, where it was chosen again. */
  expected?: ContentHash | undefined
}

/** What is known of a file whose content was hashed. */
interface Hashed extends Past {
  hash: ContentHash
  /** Tries that count, since a person last asked for one. */
  attempts: number
}

/** The same where it may have ended before it was hashed. */
type Ended = Omit<Hashed, 'hash'> & { hash: ContentHash | undefined }

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
  | ({ name: 'failed'; problem: Problem } & Ended)
  | ({ name: 'canceled' } & Ended)
  | ({ name: 'choose-again'; problem?: Problem | undefined } & Ended)

export type StageName = Stage['name']

type Uploaded = Extract<Stage, { name: 'uploaded' }>

export type StageEvent =
  | { type: 'hashed-so-far'; hashed: number }
  | { type: 'hashed'; hash: ContentHash }
  | { type: 'held'; reason: WaitReason }
  | { type: 'put-off'; at: number; problem: Problem }
  | { type: 'released' }
  | { type: 'send-started' }
  | { type: 'sent-so-far'; sent: number }
  | { type: 'all-sent' }
  | { type: 'accepted'; result: UploadedFile }
  | { type: 'found'; result: UploadedFile; first: string }
  /** Another tab sent the same file once more. */
  | { type: 'uploaded-elsewhere'; stage: Uploaded }
  | { type: 'fetched-back'; at: number }
  | { type: 'disproved'; problem: Problem }
  | { type: 'failed'; problem: Problem }
  | { type: 'canceled' }
  | { type: 'retried' }
  | { type: 'bytes-lost' }
  | { type: 'chosen-again' }

/** A final stage changes only because a person asks for it. */
export function isFinal(stage: Stage): boolean {
  return stage.name === 'uploaded' || stage.name === 'failed' || stage.name === 'canceled'
}

/** Whether a file has come to rest: nothing goes on with it unless a person does something. */
export function isAtRest(stage: Stage): boolean {
  return isFinal(stage) || stage.name === 'choose-again'
}

/** The answer to this upload or, where sending once more came to nothing, to the earlier one. */
export function goodResult(stage: Stage): UploadedFile | undefined {
  if (stage.name === 'uploaded') return stage.result
  return isAtRest(stage) && 'earlier' in stage ? stage.earlier : undefined
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
      return { name: 'hashing', hashed: event.hashed, ...unhashedFacts(stage) }
    case 'hashed': {
      if (stage.name !== 'queued' && stage.name !== 'hashing') return stage
      const { expected, ...past } = stage
      if (expected === undefined || expected === event.hash) {
        return { ...pastFacts(past), name: 'ready', hash: event.hash, attempts: 0 }
      }
      return { ...waitingForBytes(stage), problem: { kind: 'other-content' } }
    }
    case 'held':
      if (stage.name === 'ready' || stage.name === 'waiting') {
        return { name: 'waiting', reason: event.reason, ...hashedFacts(stage) }
      }
      if (!isSending(stage)) return stage
      // What was refused for reasons that are not the file's costs it no try.
      return { ...hashedFacts(stage), name: 'waiting', reason: event.reason, ...oneTryLess(stage) }
    case 'put-off': {
      if (!isSending(stage)) return stage
      const { at, problem } = event
      return { name: 'waiting', reason: { kind: 'retry', at, problem }, ...hashedFacts(stage) }
    }
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
      if (!isSending(stage)) return stage
      const { hash, attempts } = stage
      const origin = event.result.deduplicated ? 'deduplicated' : 'new'
      return { name: 'uploaded', hash, attempts, result: event.result, origin }
    }
    case 'found': {
      if (stage.name !== 'ready' && stage.name !== 'waiting') return stage
      const { hash, attempts } = stage
      const { result, first } = event
      return { name: 'uploaded', hash, attempts, result, origin: 'already-here', first }
    }
    case 'uploaded-elsewhere':
      return stage.name === 'uploaded' ? event.stage : stage
    case 'fetched-back':
      return stage.name === 'uploaded' ? { ...stage, fetchedBack: event.at } : stage
    case 'disproved':
      // The URL leads to something else: it must not be offered any longer, nor believed at the next try.
      if (stage.name !== 'uploaded') return stage
      return {
        name: 'failed',
        problem: event.problem,
        hash: stage.hash,
        attempts: stage.attempts,
        again: true,
      }
    case 'failed': {
      if (isAtRest(stage)) return stage
      const facts = endedFacts(stage)
      // After a change on disk the hash is that of other bytes, so the next try hashes anew.
      const isTrial = 'expected' in stage && stage.expected !== undefined
      const hash = isStaleHash(event.problem) && !isTrial ? undefined : facts.hash
      return { ...facts, name: 'failed', problem: event.problem, hash }
    }
    case 'canceled':
      return isFinal(stage) ? stage : { name: 'canceled', ...endedFacts(stage) }
    case 'retried': {
      if (!isFinal(stage)) return stage
      const { hash, earlier, again } = endedFacts(stage)
      const past = { earlier, again: stage.name === 'uploaded' ? true : again } as const
      return hash === undefined
        ? { name: 'queued', ...past }
        : { name: 'ready', hash, attempts: 0, ...past }
    }
    case 'bytes-lost':
      return stage.name === 'choose-again' ? stage : waitingForBytes(stage)
    case 'chosen-again':
      if (stage.name !== 'choose-again' && stage.name !== 'failed') return stage
      return { name: 'queued', expected: stage.hash, ...pastFacts(stage) }
  }
}

/** The stage as it makes sense to a page that finds it: whatever was under way is not any more. */
export function revive(stage: Stage): Stage {
  switch (stage.name) {
    case 'queued':
    case 'hashing':
      return { name: 'queued', ...unhashedFacts(stage) }
    case 'ready':
    case 'waiting':
    case 'uploading':
    case 'confirming':
      return { ...hashedFacts(stage), name: 'ready', attempts: 0 }
    case 'uploaded':
    case 'failed':
    case 'canceled':
    case 'choose-again':
      return stage
  }
}

type Sending = Extract<Stage, { name: 'uploading' | 'confirming' }>

function isSending(stage: Stage): stage is Sending {
  return stage.name === 'uploading' || stage.name === 'confirming'
}

function oneTryLess({ attempts }: Sending) {
  return { attempts: attempts - 1 }
}

function pastFacts({ earlier, again }: Past): Past {
  return { earlier, again }
}

function unhashedFacts({ expected, ...past }: Unhashed): Unhashed {
  return { expected, ...pastFacts(past) }
}

function hashedFacts<T extends Ended>({
  hash,
  attempts,
  ...past
}: T): Pick<T, 'hash' | 'attempts'> & Past {
  return { hash, attempts, ...pastFacts(past) }
}

function waitingForBytes(stage: Stage): Extract<Stage, { name: 'choose-again' }> {
  const facts = endedFacts(stage)
  const again = stage.name === 'uploaded' ? true : facts.again
  return { ...facts, name: 'choose-again', again }
}

/** What stays true of the content and its sends when the stage ends. */
function endedFacts(stage: Stage): Ended {
  switch (stage.name) {
    case 'queued':
    case 'hashing':
      return { hash: stage.expected, attempts: 0, ...pastFacts(stage) }
    case 'uploaded':
      return { hash: stage.hash, attempts: stage.attempts, earlier: stage.result }
    case 'ready':
    case 'waiting':
    case 'uploading':
    case 'confirming':
    case 'failed':
    case 'canceled':
    case 'choose-again':
      return hashedFacts(stage)
  }
}
