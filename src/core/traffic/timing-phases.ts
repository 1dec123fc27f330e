import { type Exchange, type Phase, phaseOf } from './exchange.ts'

/** A stretch of what a file and its call went through. */
export interface TimedPhase {
  name: 'waiting' | 'hashing' | Phase
  /** Milliseconds from the beginning of the first phase. */
  start: number
  /** Milliseconds, never negative. */
  duration: number
  /** Bytes that it was about, where all of them went through. */
  bytes?: number
  /** Bytes a second. */
  rate?: number
  /** It ended because something broke, or was broken off. */
  isBroken: boolean
}

export interface TimedCall {
  phases: TimedPhase[]
  /** Milliseconds from the beginning of the first phase to the end of the last. */
  total: number
}

/** Milliseconds below which a clock tells nothing of a rate. */
const SHORTEST = 1

/**
 * Splits a call into its phases, one after another. One that did not come is left out.
 *
 * Page and server each tell what they saw: the page may have handed every byte to our server
 * before that had a connection. What comes later by order is never earlier by the clock, and
 * nothing comes after the end.
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
      ...(isWhole && duration >= SHORTEST && { rate: (bytes / duration) * 1000 }),
      isBroken,
    })
    now += duration
  }

  const size = request.body?.size
  if (timing.waited) add('waiting', timing.waited)
  if (timing.hashed !== undefined) add('hashing', now + timing.hashed, size)

  const began = now
  const ended = Math.max(0, timing.ended)
  /** Until the mark or, where it broke before it was set, until the end. */
  function addUntil(name: Phase, mark: number | undefined, bytes?: number): void {
    if (mark !== undefined) add(name, began + Math.min(mark, ended), bytes)
    else if (name === broken) add(name, began + ended)
  }

  // 0 is a connection from before, which took no time.
  if (timing.connected !== 0) addUntil('connecting', timing.connected)
  addUntil('sending', timing.sent, size)
  addUntil('answering', timing.answered)
  if (broken === undefined || broken === 'reading') add('reading', began + ended)
  return { phases, total: now }
}

/** Where the bar of a phase is, in shares of the whole width. */
export interface PhaseBar {
  left: number
  width: number
  /** It is shorter than it should be beside the others. */
  isCut: boolean
}

/** How many times longer than the call what came before it may be, all of it on one scale. */
const LONGEST_BEFORE = 2

/** Share of the width that bars have which are cut, all together. */
const CUT_SHARE = 1 / 3

/**
 * A bar for each phase, one after another and on one scale. A long wait, or a long hashing, would
 * leave no width for the call, and is cut: the call has more than a fifth of the width at least.
 */
export function scalePhases({ phases }: TimedCall): PhaseBar[] {
  const before = phases.filter(isBefore).sort((one, other) => other.duration - one.duration)
  const call = sumOf(phases.filter((phase) => !isBefore(phase)))
  const cut = new Set<TimedPhase>()
  for (const phase of call > 0 ? before : []) {
    if (sumOf(before.filter((other) => !cut.has(other))) <= call * LONGEST_BEFORE) break
    cut.add(phase)
  }
  // Added up, for what is subtracted from a long wait loses the digits of a short call.
  const scaled = sumOf(phases.filter((phase) => !cut.has(phase)))

  const room = cut.size > 0 ? 1 - CUT_SHARE : 1
  let edge = 0
  return phases.map((phase) => {
    const isCut = cut.has(phase)
    const share = scaled > 0 ? (phase.duration / scaled) * room : 0
    const bar = { left: edge, width: isCut ? CUT_SHARE / cut.size : share, isCut }
    edge += bar.width
    return bar
  })
}

/** Milliseconds that they took, all together. */
function sumOf(phases: readonly TimedPhase[]): number {
  return phases.reduce((sum, { duration }) => sum + duration, 0)
}

/** Whether it came before the call. */
export function isBefore({ name }: TimedPhase): boolean {
  return name === 'waiting' || name === 'hashing'
}
