import type { Upload } from './upload.ts'

/** Seconds after which the weight of an old rate is halved. */
const HALF_LIFE = 5

export interface BatchBytes {
  total: number
  sent: number
}

/** Counts total and sent bytes. Excludes uploads that failed, were canceled or needed no send. */
export function countBytes(uploads: Iterable<Upload>): BatchBytes {
  let total = 0
  let sent = 0
  for (const { stage, size } of uploads) {
    if (stage.name === 'failed' || stage.name === 'canceled') continue
    if (stage.name === 'uploaded' && stage.attempts === 0) continue
    total += size
    if (stage.name === 'uploading') sent += stage.sent
    if (stage.name === 'confirming' || stage.name === 'uploaded') sent += size
  }
  return { total, sent }
}

export interface Pace {
  bytesPerSecond: number
  /** Undefined while an estimate would be unreliable. */
  secondsLeft: number | undefined
}

/** The time left is known after this many milliseconds, or after this share of the bytes. */
const GUESS_AFTER = { time: 3000, share: 0.05 }

/**
 * Measures the pace of all uploads: an exponential moving average of the rate. Weights are the
 * times between movements, so the result does not depend on how often it is called.
 *
 * On a slow link, bytes move in bursts of more than a megabyte. Between bursts, the rate does not
 * fall below the last burst divided by the time since.
 */
export function createPaceMeter() {
  let before: number | undefined
  let movement = { time: 0, bytes: 0 }
  let rate: number | undefined
  let start: { time: number; sent: number } | undefined

  function note(time: number, bytes: number): void {
    const seconds = (time - movement.time) / 1000
    const weight = rate === undefined ? 0 : 0.5 ** (seconds / HALF_LIFE)
    rate = weight * (rate ?? 0) + (1 - weight) * (bytes / seconds)
    movement = { time, bytes }
  }

  /** @param time milliseconds of any steady clock @returns undefined until bytes have moved */
  return function measure(time: number, { total, sent }: BatchBytes): Pace | undefined {
    start ??= { time, sent }
    if (before === undefined) movement = { time, bytes: 0 }
    // A removed upload lowers the sent bytes, which is no movement.
    else if (sent > before && time > movement.time) note(time, sent - before)
    before = sent
    if (rate === undefined) return undefined
    const still = (time - movement.time) / 1000
    const faded = rate * 0.5 ** (still / HALF_LIFE)
    const spread = still === 0 ? rate : Math.min(rate, movement.bytes / still)
    const bytesPerSecond = Math.max(faded, spread)
    const share = (sent - start.sent) / (total - start.sent)
    const isEarly = time - start.time < GUESS_AFTER.time && share < GUESS_AFTER.share
    return { bytesPerSecond, secondsLeft: isEarly ? undefined : (total - sent) / bytesPerSecond }
  }
}

/** Measures the sent share, 0 to 1, of the bytes that were left at the first call. */
export function createShareMeter() {
  let start: number | undefined
  return function measure({ total, sent }: BatchBytes): number {
    start ??= sent
    return total > start ? Math.min(1, Math.max(0, (sent - start) / (total - start))) : 0
  }
}
