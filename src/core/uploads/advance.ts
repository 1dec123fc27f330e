import { isStaleHash } from '../api/problem.ts'
import {
  type Ended,
  type Hashed,
  isAtRest,
  isFinal,
  type Past,
  type Stage,
  type StageEvent,
  type Unhashed,
} from './stage.ts'

/**
 * The stage after an event. An event that does not apply (late progress, a cancel after the end)
 * returns the same object, so that a race notifies no listener.
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
      // A refusal that is not about the file does not count as an attempt.
      return { ...uncounted(stage), name: 'waiting', reason: event.reason }
    case 'retry-scheduled': {
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
      const origin = first === undefined ? 'deduplicated' : 'already-here'
      return { name: 'uploaded', hash, attempts, result, origin, first }
    }
    case 'uploaded-elsewhere':
      return stage.name === 'uploaded' ? event.stage : stage
    case 'fetched-back':
      return stage.name === 'uploaded' ? { ...stage, fetchedBack: event.at } : stage
    case 'mismatch':
      // The URL leads to another content, so the next attempt must not reuse the result.
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
      // After a change on disk the hash is stale, so the next attempt hashes again.
      const isTrial = 'expected' in stage && stage.expected !== undefined
      const hash = isStaleHash(event.problem) && !isTrial ? undefined : facts.hash
      const sentAs = hash === undefined ? facts.hash : undefined
      return { ...facts, name: 'failed', problem: event.problem, hash, ...(sentAs && { sentAs }) }
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
    case 'restored':
      return stage.name === 'canceled' ? rewind(event.stage) : stage
    case 'bytes-lost':
      return stage.name === 'missing-file' ? stage : waitingForBytes(stage)
    case 'file-chosen':
      if (stage.name !== 'missing-file' && stage.name !== 'failed') return stage
      return { name: 'queued', expected: stage.hash, ...pastFacts(stage) }
  }
}

/** The stage of a file that is restored after a reload or removal. Nothing is in flight. */
export function revive(stage: Stage): Stage {
  const idle = rewind(stage)
  return idle.name === 'ready' ? { ...idle, attempts: 0 } : idle
}

/** The stage from which an interrupted file continues. */
function rewind(stage: Stage): Stage {
  switch (stage.name) {
    case 'queued':
    case 'hashing':
      return { name: 'queued', ...unhashedFacts(stage) }
    case 'ready':
    case 'waiting':
      return { ...hashedFacts(stage), name: 'ready' }
    case 'uploading':
    case 'confirming':
      return { ...uncounted(stage), name: 'ready' }
    case 'uploaded':
    case 'failed':
    case 'canceled':
    case 'missing-file':
      return stage
  }
}

type Sending = Extract<Stage, { name: 'uploading' | 'confirming' }>

function isSending(stage: Stage): stage is Sending {
  return stage.name === 'uploading' || stage.name === 'confirming'
}

function uncounted(stage: Sending): Hashed {
  return { ...hashedFacts(stage), attempts: stage.attempts - 1 }
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

function waitingForBytes(stage: Stage): Extract<Stage, { name: 'missing-file' }> {
  const facts = endedFacts(stage)
  const again = stage.name === 'uploaded' ? true : facts.again
  return { ...facts, name: 'missing-file', again }
}

/** The facts of the content and its sends that stay true when the stage ends. */
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
    case 'missing-file':
      return hashedFacts(stage)
  }
}
