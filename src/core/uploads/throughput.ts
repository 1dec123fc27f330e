import type { Upload } from './upload.ts'

/** Seconds after which an old rate counts half. */
const HALF_LIFE = 5

/** Bytes of a batch, and how many of them the gateway has been sent. */
export interface BatchBytes {
  total: number
  sent: number
}

/** Counts what was sent and what still will be; what failed or was canceled is neither. */
export function countBytes(uploads: Iterable<Upload>): BatchBytes {
  let total = 0
  let sent = 0
  for (const { stage, size } of uploads) {
    if (stage.name === 'failed' || stage.name === 'canceled') continue
    total += size
    if (stage.name === 'uploading') sent += stage.sent
    if (stage.name === 'confirming' || stage.name === 'uploaded') sent += size
  }
  return { total, sent }
}

export interface Pace {
  bytesPerSecond: number
  secondsLeft: number
}

/**
 * Watches a batch and tells its pace: an exponential moving average of the rate, weighted by the
 * time between two movements, so that it does not matter how often one looks.
 *
 * Over a slow link bytes move in gulps of more than a megabyte. So a standstill lowers the rate
 * only as far as the last gulp, spread over it, allows.
 */
export function createPaceMeter() {
  let former: number | undefined
  let moved = { time: 0, bytes: 0 }
  let rate: number | undefined

  function note(time: number, bytes: number): void {
    const seconds = (time - moved.time) / 1000
    const weight = rate === undefined ? 0 : 0.5 ** (seconds / HALF_LIFE)
    rate = weight * (rate ?? 0) + (1 - weight) * (bytes / seconds)
    moved = { time, bytes }
  }

  /** @param time milliseconds of any steady clock @returns undefined until bytes have moved */
  return function look(time: number, { total, sent }: BatchBytes): Pace | undefined {
    if (former === undefined) moved = { time, bytes: 0 }
    // Removing an upload takes its bytes back, which is no pace.
    else if (sent > former && time > moved.time) note(time, sent - former)
    former = sent
    if (rate === undefined) return undefined
    const still = (time - moved.time) / 1000
    const faded = rate * 0.5 ** (still / HALF_LIFE)
    const spread = still === 0 ? rate : Math.min(rate, moved.bytes / still)
    const bytesPerSecond = Math.max(faded, spread)
    return { bytesPerSecond, secondsLeft: (total - sent) / bytesPerSecond }
  }
}
