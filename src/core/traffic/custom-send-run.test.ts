import { describe, expect, it, vi } from 'vitest'
import { exchangeOf } from '../testing/made-exchanges.ts'
import { type CustomSendOptions, NO_OPTIONS } from './custom-send-options.ts'
import { startCustomSendRun } from './custom-send-run.ts'
import type { Exchange } from './exchange.ts'

/** Starts a run. The test ends each send. */
function startRun(options: Partial<CustomSendOptions>) {
  const sends: { end: (exchange: Exchange) => void; fail: () => void; signal: AbortSignal }[] = []
  const plan = {
    subject: { path: 'a.png', hash: 'sha256:a' } as const,
    gateway: 'varg' as const,
    options: { ...NO_OPTIONS, ...options },
  }
  const run = startCustomSendRun(plan, (number, signal) => {
    const { promise, resolve, reject } = withResolvers<Exchange>()
    expect(number).toBe(sends.length)
    sends.push({ end: resolve, fail: () => reject(new Error('no bytes')), signal })
    return promise
  })
  async function end(number: number): Promise<Exchange> {
    const exchange = exchangeOf({ id: String(number) })
    sends[number]?.end(exchange)
    await flushMicrotasks()
    return exchange
  }
  return { run, sends, end }
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: Error) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** Awaits all pending microtasks. */
async function flushMicrotasks(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

describe('startCustomSendRun', () => {
  it('repeats the send with the given concurrency', async () => {
    const { run, sends, end } = startRun({ repeat: 4, parallel: 2 })
    expect(sends).toHaveLength(2)
    const second = await end(1)
    expect(sends).toHaveLength(3)
    expect(run.results()).toEqual([undefined, second, undefined, undefined])
    await end(0)
    await end(2)
    expect(sends).toHaveLength(4)
    expect(run.isOver()).toBe(false)
    await end(3)
    await run.over
    expect(run.isOver()).toBe(true)
    expect(run.results().map((exchange) => exchange?.id)).toEqual(['0', '1', '2', '3'])
  })

  it('starts no more workers than repeats', () => {
    expect(startRun({ repeat: 1, parallel: 6 }).sends).toHaveLength(1)
  })

  it('notifies listeners of each result and of the end', async () => {
    const { run, end } = startRun({ repeat: 2 })
    const [listener, unsubscribed] = [
      vi.fn(() => [run.results().filter(Boolean).length, run.isOver()]),
      vi.fn(),
    ]
    run.subscribe(listener)
    run.subscribe(unsubscribed)()
    const before = run.results()
    expect(run.results()).toBe(before)
    await end(0)
    expect(run.results()).not.toBe(before)
    expect(before).toEqual([undefined, undefined])
    await end(1)
    await run.over
    expect(listener.mock.results.map(({ value }) => value)).toEqual([
      [1, false],
      [2, false],
      [2, true],
    ])
    expect(unsubscribed).not.toHaveBeenCalled()
  })

  it('aborts sends under way and starts no others when it is canceled', async () => {
    const { run, sends, end } = startRun({ repeat: 9, parallel: 2 })
    run.cancel()
    expect(sends.map(({ signal }) => signal.aborted)).toEqual([true, true])
    await end(0)
    expect(run.isOver()).toBe(false)
    await end(1)
    await run.over
    expect(sends).toHaveLength(2)
    expect(run.results().filter(Boolean)).toHaveLength(2)
  })

  it('ends and keeps earlier results when a send rejects', async () => {
    const { run, sends, end } = startRun({ repeat: 9, parallel: 2 })
    const first = await end(0)
    sends[1]?.fail()
    await flushMicrotasks()
    expect(sends[2]?.signal.aborted).toBe(true)
    const third = await end(2)
    await run.over
    expect(sends).toHaveLength(3)
    expect(run.isOver()).toBe(true)
    expect(run.results().slice(0, 3)).toEqual([first, undefined, third])
  })

  it('has a unique id and its plan', () => {
    const [one, other] = [startRun({}).run, startRun({ hash: 'none' }).run]
    expect(one.id).not.toBe(other.id)
    expect(other).toMatchObject({ gateway: 'varg', options: { hash: 'none' } })
  })
})
