import type { GatewayId } from '../api/gateways.ts'
import { createValue } from '../state/value.ts'
import type { CustomSendOptions } from './custom-send-options.ts'
import type { Exchange, Subject } from './exchange.ts'

/** One file to send with custom options, once or repeatedly. */
export interface CustomSendPlan {
  subject: Subject
  gateway: GatewayId
  options: CustomSendOptions
  /** Descriptions of further differences from an ordinary upload. */
  more?: readonly string[]
}

/** The sends of one plan, and their results so far. */
export interface CustomSendRun extends CustomSendPlan {
  /** Unique in the page. */
  id: number
  /** By number from 0. Undefined until the send ends. The same array until the next result. */
  results(): readonly (Exchange | undefined)[]
  isOver(): boolean
  /** Aborts the sends in flight and starts no others. */
  cancel(): void
  subscribe(listener: () => void): () => void
  /** Resolves when the run is over. Never rejects. */
  over: Promise<void>
}

let lastId = 0

/**
 * Sends a file `repeat` times, at most `parallel` at a time.
 *
 * @param send makes one call. When it rejects, no call was made and the run ends.
 */
export function startCustomSendRun(
  plan: CustomSendPlan,
  send: (number: number, signal: AbortSignal) => Promise<Exchange>,
): CustomSendRun {
  const { repeat, parallel } = plan.options
  const controller = new AbortController()
  const { signal } = controller
  const results: readonly (Exchange | undefined)[] = Array.from({ length: repeat })
  const progress = createValue({ results, isOver: false })
  let next = 0
  lastId += 1

  async function work(): Promise<void> {
    while (next < repeat && !signal.aborted) {
      const number = next
      next += 1
      const exchange = await send(number, signal)
      const state = progress.get()
      progress.set({ ...state, results: state.results.with(number, exchange) })
    }
  }

  const workers = Array.from({ length: Math.min(parallel, repeat) }, work)
  const over = Promise.all(workers)
    .catch(() => controller.abort())
    .then(() => Promise.allSettled(workers))
    .then(() => progress.set({ ...progress.get(), isOver: true }))

  return {
    ...plan,
    id: lastId,
    results: () => progress.get().results,
    isOver: () => progress.get().isOver,
    cancel: () => controller.abort(),
    subscribe: progress.subscribe,
    over,
  }
}
