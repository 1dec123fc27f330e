import type { Access } from '../core/api/credential.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { asProblem, isWorthRetrying, ProblemError } from '../core/api/problem.ts'
import type { SentFile } from '../core/api/send-call.ts'
import { createSemaphore } from '../core/queue/semaphore.ts'
import type { Sent } from '../core/queue/sender.ts'
import { createValue } from '../core/state/value.ts'
import type { CallRecorder } from '../core/traffic/call-recorder.ts'
import type { CustomSendOptions } from '../core/traffic/custom-send-options.ts'
import {
  type CustomSendPlan,
  type CustomSendRun,
  startCustomSendRun,
} from '../core/traffic/custom-send-run.ts'
import { describeOptions } from '../core/traffic/describe-options.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import { uploadHeaders } from '../core/traffic/upload-headers.ts'
import type { TimesBefore } from '../core/uploads/stage-times.ts'
import type { SendOptions } from '../http/send-options.ts'
import type { CustomSendOptionsStore } from '../storage/custom-send-options-store.ts'
import type { SendDecorator } from './upload-sender.ts'

/** Maximum number of runs to keep. Older runs in progress are kept, too. */
const MOST_RUNS = 20

/** Seconds that a throttled send may take beyond its size divided by its rate. */
const GRACE = 120

/** Response statuses that hold the whole gateway. */
const HOLDING = new Set([401, 402, 429])

/** For sends outside of the queue: their progress has no listener. */
const UNWATCHED = { onProgress: () => {} }

type Way = Partial<SendOptions>

type Facts = Pick<CustomSendPlan, 'subject' | 'gateway'> & Partial<TimesBefore>

/** What sends outside of the queue need from the page. */
export interface Surroundings {
  /** Milliseconds that a file of the list spent before its send. */
  timesBefore(id: number): TimesBefore
  accessOf(gateway: GatewayId): Access
  /** Resolves when the gateway accepts sends. @throws when `signal` fires or the key is gone */
  turn(gateway: GatewayId, signal: AbortSignal): Promise<void>
}

/** Sends files with the custom send options, once or more. Records each call. */
export function createCustomSends(
  recorder: CallRecorder,
  options: CustomSendOptionsStore,
  surroundings: Surroundings,
  runs = createValue<readonly CustomSendRun[]>([]),
) {
  const inSlot = createSemaphore(() => options.get().parallel)

  function begin(
    plan: CustomSendPlan,
    send: Parameters<typeof startCustomSendRun>[1],
  ): CustomSendRun {
    const run = startCustomSendRun(plan, send)
    runs.set([run, ...runs.get()].filter((one, place) => place < MOST_RUNS || !one.isOver()))
    return run
  }

  /** Makes one call of a run. @throws if no call was made */
  async function sendSo(
    way: Way,
    facts: Facts,
    words: readonly string[],
    send: (way: Way) => Promise<unknown>,
  ): Promise<Exchange> {
    const calls: Exchange[] = []
    const sending = send({
      ...way,
      observer: (seen) =>
        calls.push(recorder.record(seen, { purpose: 'test', test: words, ...facts })),
    })
    const outcome = await sending.then(() => undefined).catch((caught: unknown) => ({ caught }))
    const [call] = calls
    if (!call) throw outcome?.caught
    return call
  }

  return {
    runs,

    /**
     * Sends a file of the queue. The list shows the outcome of the first send. The repeated sends
     * follow once the first one is final. They are recorded only.
     */
    sendQueued: (async ({ id, path, size, mediaType }, { gateway, hash }, signal, send) => {
      const subject = { path, hash }
      const facts = { gateway, subject, ...surroundings.timesBefore(id) }
      const now = options.get()
      const usual = wayOf(now, { hash, size, mediaType })
      const words = describeOptions({ ...now, repeat: 1 })
      let outcome: Promise<Sent> | undefined
      const first = inSlot(signal, () =>
        sendSo(usual, facts, words, (whole) => {
          outcome = send(whole)
          return outcome
        }),
      )
      begin({ gateway, subject, options: now }, async (number, stopped) => {
        const call = await first
        if (number === 0) return call
        // The queue holds or retries this file. Its repeats follow the final send.
        if (!isSettled(call)) throw new DOMException('Not yet.', 'AbortError')
        await surroundings.turn(gateway, stopped)
        const way = { ...usual, ...UNWATCHED, signal: stopped, ...surroundings.accessOf(gateway) }
        return inSlot(stopped, () => sendSo(way, { gateway, subject }, words, send))
      })
      await first
      try {
        return await (outcome as Promise<Sent>)
      } catch (caught) {
        throw now.hash === 'right' ? caught : withoutField(caught)
      }
    }) satisfies SendDecorator,

    /** Sends a file with its own options. The sends are recorded only. */
    sendByHand(
      plan: CustomSendPlan & { size: number; mediaType: string },
      send: (way: Way, signal: AbortSignal) => Promise<unknown>,
    ): CustomSendRun {
      const { gateway, subject, size, mediaType, more = [] } = plan
      const way = wayOf(plan.options, { hash: subject.hash, size, mediaType })
      const words = [...describeOptions({ ...plan.options, repeat: 1 }), ...more]
      return begin(plan, (_, signal) =>
        sendSo(way, { gateway, subject }, words, (whole) => send(whole, signal)),
      )
    },
  }
}

/** With a wrong hash sent on purpose, a rejection says nothing about the bytes on disk. */
function withoutField(caught: unknown): unknown {
  const problem = asProblem(caught)
  if (problem.kind !== 'refused' || !(caught instanceof ProblemError)) return caught
  return new ProblemError({ ...problem, field: undefined }, caught.pace)
}

/** Whether the call is final: the queue does not send the file again by itself. */
function isSettled({ failure, response }: Exchange): boolean {
  if (failure !== undefined) return failure !== 'aborted' && !isWorthRetrying(failure)
  const status = response?.status ?? 0
  const refusal = { kind: 'refused', status, code: '', message: '' } as const
  return !HOLDING.has(status) && !isWorthRetrying(refusal)
}

function wayOf(options: CustomSendOptions, content: SentFile): Way {
  const { bytesPerSecond } = options
  // Socket buffers take a body before the gateway has it, so the page sees no progress.
  const seconds = bytesPerSecond === null ? 0 : content.size / bytesPerSecond + GRACE
  return {
    headers: (usual) => uploadHeaders(options, usual, content),
    timeouts: bytesPerSecond === null ? undefined : { stall: seconds, answer: seconds },
  }
}
