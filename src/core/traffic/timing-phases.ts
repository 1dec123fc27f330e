import { type Exchange, type Phase, phaseOf } from './exchange.ts'

/** One phase of a file's call, or of the time before it. */
export interface TimedPhase {
  name: 'waiting' | 'hashing' | Phase
  /** Milliseconds since the start of the first phase. */
  start: number
  /** Milliseconds, never negative. */
  duration: number
  /** Bytes that were hashed or sent. Undefined when the phase did not complete. */
  bytes?: number
  /** Bytes per second. */
  rate?: number
  /** The call failed or was aborted in this phase. */
  isBroken: boolean
}

export interface TimedCall {
  phases: TimedPhase[]
  /** Milliseconds from the start of the first phase to the end of the last. */
  total: number
}

/** Minimum milliseconds for a meaningful rate. */
const MIN_DURATION = 1

/**
 * Splits a call into consecutive phases. Phases that did not happen are omitted.
 *
 * The page and our server measure separately. The page may have sent every byte before our server
 * was connected to the gateway. So later phases never start before earlier ones end, and no
 * phase ends after the call.
 */
export function timePhases(exchange: Exchange): TimedCall {
  const { timing, request, response, failure } = exchange
  const broken =
    failure !== undefined && response?.from !== 'gateway' ? phaseOf(exchange) : undefined
  const phases: TimedPhase[] = []
  let now = 0

  function add(name: TimedPhase['name'], end: number, bytes?: number): void {
    const duration = Math.max(0, end - now)
    const isBroken = name === broken
    const isWhole = bytes !== undefined && bytes > 0 && !isBroken
    phases.push({
      name,
      start: now,
      duration,
      ...(isWhole && { bytes }),
      ...(isWhole && duration >= MIN_DURATION && { rate: (bytes / duration) * 1000 }),
      isBroken,
    })
    now += duration
  }

  const size = request.body?.size
  if (timing.waited) add('waiting', timing.waited)
  if (timing.hashed !== undefined) add('hashing', now + timing.hashed, size)

  const callStart = now
  const ended = Math.max(0, timing.ended)
  /** Ends the phase at the mark. Without a mark, a phase that failed ends with the call. */
  function addUntil(name: Phase, mark: number | undefined, bytes?: number): void {
    if (mark !== undefined) add(name, callStart + Math.min(mark, ended), bytes)
    else if (name === broken) add(name, callStart + ended)
  }

  // 0 is a reused connection.
  if (timing.connected !== 0) addUntil('connecting', timing.connected)
  addUntil('sending', timing.sent, size)
  addUntil('answering', timing.answered)
  if (broken === undefined || broken === 'reading') add('reading', callStart + ended)
  return { phases, total: now }
}

/** Position of a phase's bar, as shares of the whole width. */
export interface PhaseBar {
  left: number
  width: number
  /** Whether the bar is shorter than the common scale requires. */
  isCut: boolean
}

/** Maximum ratio of the time before the call to the call itself, on one scale. */
const MAX_RATIO_BEFORE = 2

/** Share of the width for all cut bars together. */
const CUT_SHARE = 1 / 3

/**
 * Lays out one bar per phase, in order and on one scale. Long waiting or hashing bars are cut, so
 * that the call always gets more than a fifth of the width.
 */
export function scalePhases({ phases }: TimedCall): PhaseBar[] {
  const before = phases.filter(isBefore).sort((one, other) => other.duration - one.duration)
  const call = sumOf(phases.filter((phase) => !isBefore(phase)))
  const cut = new Set<TimedPhase>()
  for (const phase of call > 0 ? before : []) {
    if (sumOf(before.filter((other) => !cut.has(other))) <= call * MAX_RATIO_BEFORE) break
    cut.add(phase)
  }
  // Adds up the rest, because subtracting from a long wait would lose precision for a short call.
  const scaled = sumOf(phases.filter((phase) => !cut.has(phase)))

  const width = cut.size > 0 ? 1 - CUT_SHARE : 1
  let edge = 0
  return phases.map((phase) => {
    const isCut = cut.has(phase)
    const share = scaled > 0 ? (phase.duration / scaled) * width : 0
    const bar = { left: edge, width: isCut ? CUT_SHARE / cut.size : share, isCut }
    edge += bar.width
    return bar
  })
}

/** Total milliseconds. */
function sumOf(phases: readonly TimedPhase[]): number {
  return phases.reduce((sum, { duration }) => sum + duration, 0)
}

/** Whether the phase came before the call. */
export function isBefore({ name }: TimedPhase): boolean {
  return name === 'waiting' || name === 'hashing'
}
