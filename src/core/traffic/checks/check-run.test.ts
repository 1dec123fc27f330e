import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PATHS } from '../../api/contract.ts'
import { type Flaw, hashBytes, playGateway, refusal } from '../../testing/played-gateway.ts'
import type { Check } from './check.ts'
import { summarizeChecks } from './check-line.ts'
import { type CheckRun, startCheckRun } from './check-run.ts'
import { GATEWAY_CHECKS } from './gateway-checks.ts'
import { pass } from './verdict.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Asks for the balance, and passes whatever comes. */
const looks: Check = {
  id: 'looks',
  title: 'Looks',
  sends: 'one call',
  async run({ call }) {
    const request = { method: 'GET', target: PATHS.balance, key: 'own', headers: [] } as const
    return pass(String((await call(request)).exchange.response?.status))
  },
}

function begin(flaw?: Flaw, checks: readonly Check[] = [looks, looks]) {
  const gateway = playGateway(flaw)
  const run = startCheckRun({ call: gateway.call, hash: hashBytes, random }, checks)
  return { gateway, run }
}

const statesOf = (run: CheckRun) => run.progress().lines.map(({ state }) => state)
const namesOf = (run: CheckRun) => statesOf(run).map(({ name }) => name)

/** Resolves when it begins to wait for the rate limit: the hashes of the played gateway take real time. */
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
  it('makes one check after another, and tells of each change', async () => {
    const { run } = begin()
    const seen = [namesOf(run).join()]
    const stop = run.subscribe(() => seen.push(namesOf(run).join()))
    expect(run.progress()).toBe(run.progress())
    await run.over
    stop()
    expect([...new Set(seen)]).toEqual([
      'running,waiting',
      'judged,waiting',
      'judged,running',
      'judged,judged',
    ])
    expect(run.progress().isOver).toBe(true)
    expect(run.progress().lines.map(({ exchanges }) => exchanges.length)).toEqual([1, 1])
    expect(summarizeChecks(run.progress().lines)).toBe('2 checks: 2 passed')
  })

  it('ends where a check breaks, and never rejects', async () => {
    const breaks: Check = { ...looks, run: () => Promise.reject(new Error('Oh')) }
    const { run } = begin(undefined, [breaks, looks])
    await run.over
    expect(statesOf(run)).toMatchObject([
      { verdict: { outcome: 'not-applicable', reason: expect.stringContaining('Oh') } },
      { verdict: { outcome: 'pass' } },
    ])
  })

  it('breaks off when it is stopped, and begins no other check', async () => {
    const { gateway, run } = begin()
    run.cancel()
    await run.over
    expect(gateway.asked).toHaveLength(1)
    expect(statesOf(run).at(-1)).toEqual({
      name: 'judged',
      verdict: { outcome: 'not-applicable', reason: 'It was stopped before.' },
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

  it('is waited for, as long as it says', async () => {
    const { gateway, run } = begin(limited(1))
    await untilHeld(run)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(statesOf(run)[0]).toEqual({ name: 'held', until: 1_003_000 })
    expect(gateway.asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    await run.over
    expect(statesOf(run)[0]).toMatchObject({ verdict: { reason: '200' } })
    expect(run.progress().lines.map(({ exchanges }) => exchanges.length)).toEqual([2, 1])
  })

  it('is waited for twice', async () => {
    const { gateway, run } = begin(limited(3), [looks])
    for (let waits = 0; waits < 2; waits += 1) {
      await untilHeld(run)
      await vi.advanceTimersByTimeAsync(3_000)
    }
    await run.over
    expect(gateway.asked).toHaveLength(3)
    expect(statesOf(run)[0]).toMatchObject({ verdict: { reason: '429' } })
  })

  it('is not waited for where it is long', async () => {
    const { gateway, run } = begin(limited(1, '121'), [looks])
    await run.over
    expect(gateway.asked).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('can be left while it is waited for', async () => {
    const { gateway, run } = begin(limited(1))
    await untilHeld(run)
    run.cancel()
    await run.over
    expect(namesOf(run)).toEqual(['judged', 'judged'])
    expect(gateway.asked).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes checks not applicable that meet it to the end', async () => {
    const { run } = begin(() => refusal(429, 'A', [['Retry-After', '500']]), GATEWAY_CHECKS)
    await run.over
    const { lines } = run.progress()
    expect(summarizeChecks(lines)).toBe('11 checks: 0 passed, 11 not applicable')
    expect(lines[0]?.state).toMatchObject({
      verdict: { reason: 'The rate limit was met: the answer was 429 A: Refused with 429.' },
    })
  })
})
