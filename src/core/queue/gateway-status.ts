import type { Owner } from '../api/content.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import { endOfWait, type Pace } from '../api/pacing.ts'
import type { Problem } from '../api/problem.ts'
import type { HoldKind } from '../uploads/stage.ts'
import { createHolds, type Hold } from './holds.ts'
import { createLinkRate, type LinkRate } from './link-rate.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import { setAlarm } from './timers.ts'

interface GatewayState {
  limiter: RateLimiter
  link: LinkRate
  account?: string
  /** A request to it succeeded since the page was opened. */
  hasWorked?: boolean
  /** When the hold of the rate limit ends, while there is one. */
  until?: number | undefined
  cancelAlarm?: () => void
}

export type GatewayStatus = ReturnType<typeof createGatewayStatus>

/**
 * Tracks whether each gateway accepts sends, and how many at a time. A gateway is held until it
 * is opened with an account.
 *
 * @param onChange called when the holds of a gateway have changed
 */
export function createGatewayStatus(onChange: (gateway: GatewayId) => void) {
  const holds = createHolds()
  const states: Record<GatewayId, GatewayState> = {
    varg: { limiter: createRateLimiter(), link: createLinkRate() },
    sandbox: { limiter: createRateLimiter(), link: createLinkRate() },
  }
  for (const { id } of Object.values(GATEWAYS)) holds.set({ gateway: id, kind: 'key' })

  function hold(next: Hold): void {
    holds.set(next)
    onChange(next.gateway)
  }

  function unhold(gateway: GatewayId, ...kinds: HoldKind[]): void {
    if (holds.lift(gateway, ...kinds)) onChange(gateway)
  }

  function isInUse({ gateway, account }: Owner): boolean {
    return states[gateway].account === account
  }

  function holdForRateLimit(gateway: GatewayId): void {
    const state = states[gateway]
    const now = Date.now()
    const until = state.limiter.closedUntil(now)
    // Keep the alarm for the same end, since the clock may have been set back.
    if (until === undefined || until === state.until) return
    state.cancelAlarm?.()
    state.until = until
    state.cancelAlarm = setAlarm(until, () => reopen(gateway))
    hold({ gateway, kind: 'rate-limit', until, length: until - now })
  }

  /** Ends the hold of the rate limit. */
  function reopen(gateway: GatewayId): void {
    const state = states[gateway]
    cancelEnd(state)
    state.limiter.reopen(Date.now())
    unhold(gateway, 'rate-limit')
  }

  function cancelEnd(state: GatewayState): void {
    state.cancelAlarm?.()
    state.until = undefined
  }

  return {
    hold,
    unhold,
    holdOn: (gateway: GatewayId) => holds.on(gateway),
    /**
     * The hold that applies to a file. A gateway that has worked is expected back, so files wait
     * while it is down. One that has never worked may be down for good. Files with failed attempts
     * then ignore the `unreachable` hold and use up their attempts.
     */
    holdFor(gateway: GatewayId, attempts: number): Hold | undefined {
      const isExcepted = attempts > 0 && !states[gateway].hasWorked
      return holds.on(gateway, isExcepted ? 'unreachable' : undefined)
    },
    isHeldBy: holds.has,
    /** The effective hold of each held gateway. */
    holds: holds.all,
    accountOf: (gateway: GatewayId) => states[gateway].account,
    linkOf: (gateway: GatewayId) => states[gateway].link,

    /**
     * Number of calls that may start now.
     *
     * @param countInFlight counts the calls in flight that began at `since` or later
     */
    room: (gateway: GatewayId, countInFlight: (since: number) => number) =>
      states[gateway].limiter.room(countInFlight, Date.now()),

    /** Milliseconds until this many more files pass the rate limit, if that is known. */
    timeLeft: (gateway: GatewayId, files: number) =>
      states[gateway].limiter.timeLeft(files, Date.now()),

    /**
     * Opens a gateway for an account. A change of account lifts the holds of the former one.
     *
     * @param refusal why the gateway refuses the key. Sets the `bad-key` hold.
     */
    open(gateway: GatewayId, account: string, refusal?: Problem): void {
      const state = states[gateway]
      const isOther = state.account !== account
      state.account = account
      if (isOther) {
        state.limiter.reset()
        cancelEnd(state)
        holds.lift(gateway, 'bad-key', 'balance', 'rate-limit')
      }
      if (refusal) holds.set({ gateway, kind: 'bad-key', problem: refusal })
      holds.lift(gateway, 'key')
      onChange(gateway)
    },

    /** Ends the hold of the rate limit before its time. */
    tryNow: reopen,

    /** Notes that the gateway works, because a request other than an upload succeeded. */
    prove(gateway: GatewayId): void {
      states[gateway].hasWorked = true
    },

    /**
     * Applies the rate limit of an accepted call. Use {@link noteRefusal} for a refused one.
     *
     * @param files number of files that the call completed
     */
    noteResponse(owner: Owner, pace: Pace, files?: number): void {
      if (!isInUse(owner)) return
      const state = states[owner.gateway]
      state.hasWorked = true
      state.limiter.accepted(Date.now(), files)
      state.limiter.noteResponse(pace, Date.now())
      holdForRateLimit(owner.gateway)
    },

    /**
     * Holds the gateway when a refusal is about the key, the balance or the rate limit. A refusal
     * for a former account sets no hold.
     *
     * @returns what the file waits for, or undefined when the refusal is about the file
     */
    noteRefusal(owner: Owner, problem: Problem, pace: Pace): HoldKind | undefined {
      const { gateway } = owner
      if (problem.kind === 'other-upstream') {
        if (isInUse(owner)) hold({ gateway, kind: 'key' })
        return 'key'
      }
      if (problem.kind !== 'refused') return undefined
      const kind = HOLDING_STATUSES[problem.status]
      if (kind === undefined || !isInUse(owner)) return kind
      if (kind === 'rate-limit') {
        const now = Date.now()
        states[gateway].limiter.limited(endOfWait(pace, problem.message, now), now)
        holdForRateLimit(gateway)
      } else hold({ gateway, kind, problem })
      return kind
    },
  }
}

const HOLDING_STATUSES: Partial<Record<number, HoldKind>> = {
  401: 'bad-key',
  402: 'balance',
  429: 'rate-limit',
}
