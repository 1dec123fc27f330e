import type { GatewayId } from '../api/gateways.ts'
import type { CustomSendOptions } from './custom-send-options.ts'
import type { Exchange, Subject } from './exchange.ts'

/** One file that is sent differently, once or more. */
export interface TestPlan {
  subject: Subject
  gateway: GatewayId
  options: CustomSendOptions
  /** What else is different, in words. */
  more?: readonly string[]
}

/** The sends of one test, and how they stand. */
export interface CustomSendRun extends TestPlan {
  /** Another for each run of the page. */
  id: number
  /** By number from 0: the call once it is over. The same array until one more is. */
  results(): readonly (Exchange | undefined)[]
  isOver(): boolean
  /** Breaks off what is under way and begins nothing more. */
  cancel(): void
  subscribe(listener: () => void): () => void
  /** Resolves when it is over. Never rejects. */
  over: Promise<void>
}

let lastId = 0

/**
 * Sends as often as the options say, so many at a time.
 *
 * @param send makes one call. Where it rejects there was none, and the run is over.
 */
export function startCustomSendRun(
  plan: TestPlan,
  send: (number: number, signal: AbortSignal) => Promise<Exchange>,
): CustomSendRun {
  const { repeat, parallel } = plan.options
  const listeners = new Set<() => void>()
  const controller = new AbortController()
  const { signal } = controller
  let results: readonly (Exchange | undefined)[] = Array.from({ length: repeat }, () => undefined)
  let next = 0
  let isOver = false
  lastId += 1

  const tell = () => {
    for (const listener of listeners) listener()
  }

  async function sendInTurn(): Promise<void> {
    while (next < repeat && !signal.aborted) {
      const number = next
      next += 1
      const exchange = await send(number, signal)
      results = results.with(number, exchange)
      tell()
    }
  }

  const lanes = Array.from({ length: Math.min(parallel, repeat) }, sendInTurn)
  const over = Promise.all(lanes)
    .catch(() => controller.abort())
    .then(() => Promise.allSettled(lanes))
    .then(() => {
      isOver = true
      tell()
    })

  return {
    ...plan,
    id: lastId,
    results: () => results,
    isOver: () => isOver,
    cancel: () => controller.abort(),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    over,
  }
}
