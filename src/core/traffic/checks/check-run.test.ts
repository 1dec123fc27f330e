import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ROUTES_1 } from '../../api/v1/routes-v1.ts'
import { createFakeGateway, type Flaw, hashBytes, refusal } from '../../testing/fake-gateway.ts'
import type { Check } from './check.ts'
import { summarizeChecks } from './check-line.ts'
import { pass } from './check-result.ts'
import { type CheckRun, startCheckRun } from './check-run.ts'
import { GATEWAY_CHECKS } from './gateway-checks.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Requests the balance and passes with any status. */
const balance: Check = {
  id: 'balance',
  title: 'Balance',
  sends: 'one call',
  async run({ call }) {
    const request = {
      method: 'GET',
      target: ROUTES_1.balance.path,
      key: 'own',
      headers: [],
    } as const
    return pass(String((await call(request)).exchange.response?.status))
  },
}

function begin(flaw?: Flaw, checks: readonly Check[] = [balance, balance]) {
  const gateway = createFakeGateway(flaw)
  const run = startCheckRun({ call: gateway.call, hash: hashBytes, random }, 1, checks)
  return { gateway, run }
}

const statesOf = (run: CheckRun) => run.progress().lines.map(({ state }) => state)
const namesOf = (run: CheckRun) => statesOf(run).map(({ name }) => name)

/** Resolves when a check is held. Fake timers cannot do that, because hashing takes real time. */
async function untilHeld(run: CheckRun): Promise<void> {
  while (!namesOf(run).includes('held')) {
    await new Promise<void>((resolve) => {
      const stop = run.subscribe(() => {
        stop()
        resolve()
      })
    })
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a run', () => {
  it('makes one check after another and notifies listeners of each change', async () => {
    const { run } = begin()
    const seen = [namesOf(run).join()]
    const stop = run.subscribe(() => seen.push(namesOf(run).join()))
    expect(run.progress()).toBe(run.progress())
    await run.over
    stop()
    expect([...new Set(seen)]).toEqual([
      'running,waiting',
      'done,waiting',
      'done,running',
      'done,done',
    ])
    expect(run.progress().isOver).toBe(true)
    expect(run.progress().lines.map(({ exchanges }) => exchanges.length)).toEqual([1, 1])
    expect(summarizeChecks(run.progress().lines)).toBe('2 checks: 2 passed')
  })

  it('continues without rejecting when a check throws', async () => {
    const breaks: Check = { ...balance, run: () => Promise.reject(new Error('Oh')) }
    const { run } = begin(undefined, [breaks, balance])
    await run.over
    expect(statesOf(run)).toMatchObject([
      { result: { outcome: 'not-applicable', reason: expect.stringContaining('Oh') } },
      { result: { outcome: 'pass' } },
    ])
  })

  it('starts no other check when it is canceled', async () => {
    const { gateway, run } = begin()
    run.cancel()
    await run.over
    expect(gateway.requests).toHaveLength(1)
    expect(statesOf(run).at(-1)).toEqual({
      name: 'done',
      result: { outcome: 'not-applicable', reason: 'It was stopped before.' },
    })
    expect(run.progress().isOver).toBe(true)
  })
})

describe('a rate limit', () => {
  const limited =
    (times: number, seconds = '3'): Flaw =>
    () => {
      times -= 1
      return times < 0 ? undefined : refusal(429, 'RateLimitError', [['Retry-After', seconds]])
    }

  it('holds a check until its end', async () => {
    const { gateway, run } = begin(limited(1))
    await untilHeld(run)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(statesOf(run)[0]).toEqual({ name: 'held', until: 1_003_000 })
    expect(gateway.requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    await run.over
    expect(statesOf(run)[0]).toMatchObject({ result: { reason: '200' } })
    expect(run.progress().lines.map(({ exchanges }) => exchanges.length)).toEqual([2, 1])
  })

  it('holds a check at most twice', async () => {
    const { gateway, run } = begin(limited(3), [balance])
    for (let retries = 0; retries < 2; retries += 1) {
      await untilHeld(run)
      await vi.advanceTimersByTimeAsync(3_000)
    }
    await run.over
    expect(gateway.requests).toHaveLength(3)
    expect(statesOf(run)[0]).toMatchObject({ result: { reason: '429' } })
  })

  it('holds no check when it is too long', async () => {
    const { gateway, run } = begin(limited(1, '121'), [balance])
    await run.over
    expect(gateway.requests).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('releases a held check when the run is canceled', async () => {
    const { gateway, run } = begin(limited(1))
    await untilHeld(run)
    run.cancel()
    await run.over
    expect(namesOf(run)).toEqual(['done', 'done'])
    expect(gateway.requests).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes checks not applicable when it does not end', async () => {
    const { run } = begin(() => refusal(429, 'A', [['Retry-After', '500']]), GATEWAY_CHECKS[1])
    await run.over
    const { lines } = run.progress()
    expect(summarizeChecks(lines)).toBe('11 checks: 0 passed, 11 not applicable')
    expect(lines[0]?.state).toMatchObject({
      result: { reason: 'The rate limit was reached: the answer was 429 A: Refused with 429.' },
    })
  })
})
