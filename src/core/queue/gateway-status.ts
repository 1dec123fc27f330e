import type { Content } from '../api/content.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import { endOfWait, type Pace } from '../api/pacing.ts'
import type { Problem } from '../api/problem.ts'
import type { HoldKind } from '../uploads/stage.ts'
import { createHolds, type Hold } from './holds.ts'
import { createLinkRate, type LinkRate } from './link-rate.ts'
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts'
import { setAlarm } from './timers.ts'

/** What one gateway lets through, and for whom. */
interface Entrance {
  limiter: RateLimiter
  link: LinkRate
  account?: string
  /** It answered something well in this visit. */
  hasWorked?: boolean
  /** When the rate limit ends, while it holds. */
  until?: number | undefined
  endAlarm?: () => void
}

export type GatewayStatus = ReturnType<typeof createGatewayStatus>

/**
 * Says of each gateway whether anything may be sent there now, and how much at a time.
 * A gateway is held until it is opened with an account.
 *
 * @param onChange a gateway is held, free, or held for something else
 */
export function createGatewayStatus(onChange: (gateway: GatewayId) => void) {
  const holds = createHolds()
  const entrances: Record<GatewayId, Entrance> = {
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

  function isInUse({ gateway, account }: Content): boolean {
    return entrances[gateway].account === account
  }

  function holdByGate(gateway: GatewayId): void {
    const entrance = entrances[gateway]
    const now = Date.now()
    const until = entrance.limiter.closedUntil(now)
    // The alarm of the same end stays: the clock may have been set back since.
    if (until === undefined || until === entrance.until) return
    entrance.endAlarm?.()
    entrance.until = until
    entrance.endAlarm = setAlarm(until, () => reopen(gateway))
    hold({ gateway, kind: 'rate-limit', until, length: until - now })
  }

  /** Ends what the rate limit holds. */
  function reopen(gateway: GatewayId): void {
    const entrance = entrances[gateway]
    forgetEnd(entrance)
    entrance.limiter.reopen(Date.now())
    unhold(gateway, 'rate-limit')
  }

  function forgetEnd(entrance: Entrance): void {
    entrance.endAlarm?.()
    entrance.until = undefined
  }

  return {
    hold,
    unhold,
    holdOn: holds.on,
    /**
     * What holds a file. Where a gateway never worked and seems to be down, those that were
     * tried go on until their tries are used up, for it may be down for good; where it did
     * work, it will be back, and nothing is tried meanwhile.
     */
    holdFor(gateway: GatewayId, attempts: number): Hold | undefined {
      const hold = holds.on(gateway)
      const isExcepted = hold?.kind === 'unreachable' && attempts > 0
      return isExcepted && !entrances[gateway].hasWorked ? undefined : hold
    },
    isHeldBy: holds.has,
    /** The weightiest hold of each gateway that is held. The same array until one changes. */
    holds: holds.all,
    accountOf: (gateway: GatewayId) => entrances[gateway].account,
    linkOf: (gateway: GatewayId) => entrances[gateway].link,

    /** Sends that may start now. @param underWay sends that began at a time or later */
    room: (gateway: GatewayId, underWay: (since: number) => number) =>
      entrances[gateway].limiter.room(underWay, Date.now()),

    /** Milliseconds until so many files more are taken, as far as the rate limit decides that. */
    timeLeft: (gateway: GatewayId, files: number) =>
      entrances[gateway].limiter.timeLeft(files, Date.now()),

    /** From now on this account is in use, unless its key is refused. What another one was refused for is over. */
    open(gateway: GatewayId, account: string, refusal?: Problem): void {
      const entrance = entrances[gateway]
      const isOther = entrance.account !== account
      entrance.account = account
      if (isOther) {
        entrance.limiter.reset()
        forgetEnd(entrance)
        holds.lift(gateway, 'bad-key', 'balance', 'rate-limit')
      }
      if (refusal) holds.set({ gateway, kind: 'bad-key', problem: refusal })
      holds.lift(gateway, 'key')
      onChange(gateway)
    },

    /** A person does not wait for the end of the rate limit. */
    tryNow: reopen,

    /** It answered something good, if not to an upload. */
    prove(gateway: GatewayId): void {
      entrances[gateway].hasWorked = true
    },

    /** The gateway took a file. What its answer says of the pace counts; a refusal is for {@link noteRefusal}. */
    noteResponse(content: Content, pace: Pace): void {
      if (!isInUse(content)) return
      const entrance = entrances[content.gateway]
      entrance.hasWorked = true
      entrance.limiter.accepted(Date.now())
      entrance.limiter.noteResponse(pace, Date.now())
      holdByGate(content.gateway)
    },

    /**
     * Holds the gateway where a refusal is about the key, the balance or the limit, and not
     * about the file. What an older key was told says nothing of the one in use.
     *
     * @returns what the file now waits for, or undefined where the refusal is about the file
     */
    noteRefusal(content: Content, problem: Problem, pace: Pace): HoldKind | undefined {
      const { gateway } = content
      if (problem.kind === 'other-upstream') {
        if (isInUse(content)) hold({ gateway, kind: 'key' })
        return 'key'
      }
      if (problem.kind !== 'refused') return undefined
      const kind = HOLDING_STATUSES[problem.status]
      if (kind === undefined || !isInUse(content)) return kind
      if (kind === 'rate-limit') {
        const now = Date.now()
        entrances[gateway].limiter.limited(endOfWait(pace, problem.message, now), now)
        holdByGate(gateway)
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
