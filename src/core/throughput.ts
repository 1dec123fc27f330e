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
 * Watches a batch and tells its pace: an exponential moving average of the rate, weighted
 * by the time between two looks, so that it does not matter how often one looks.
 */
export function createPaceMeter() {
  let last: { time: number; sent: number } | undefined
  let bytesPerSecond: number | undefined

  /** @param time milliseconds of any steady clock @returns undefined until bytes have moved */
  return function look(time: number, { total, sent }: BatchBytes): Pace | undefined {
    const seconds = last ? (time - last.time) / 1000 : 0
    if (last && seconds > 0) {
      // Removing an upload takes its bytes back; that is no pace.
      const rate = Math.max(0, sent - last.sent) / seconds
      const weight = 0.5 ** (seconds / HALF_LIFE)
      bytesPerSecond =
        bytesPerSecond === undefined ? rate : weight * bytesPerSecond + (1 - weight) * rate
    }
    last = { time, sent }
    if (!bytesPerSecond) return undefined
    return { bytesPerSecond, secondsLeft: (total - sent) / bytesPerSecond }
  }
}
