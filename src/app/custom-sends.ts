import type { Content } from '../core/api/content.ts'
import type { UploadedFile } from '../core/api/contract.ts'
import type { Access } from '../core/api/credential.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { asProblem, isWorthRetrying, ProblemError } from '../core/api/problem.ts'
import { createSemaphore } from '../core/queue/semaphore.ts'
import { type CustomSendOptions, describeOptions } from '../core/traffic/custom-send-options.ts'
import {
  type CustomSendPlan,
  type CustomSendRun,
  startCustomSendRun,
} from '../core/traffic/custom-send-run.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import { uploadHeaders } from '../core/traffic/upload-headers.ts'
import type { TimesBefore } from '../core/uploads/stage-times.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { SendOptions } from '../http/send-options.ts'
import type { CustomSendOptionsStore } from '../storage/custom-send-options-store.ts'
import type { CallRecorder } from './call-recorder.ts'

/** Most tests of a visit that are shown, but for those under way. */
const MOST_RUNS = 20

/** Seconds that a send which is slowed down may take beyond what its rate makes of it. */
const GRACE = 120

/** Statuses that hold the whole gateway. */
const HOLDING = new Set([401, 402, 429])

/** Nobody follows these sends. */
export const UNWATCHED = { onProgress: () => {}, onAnswer: () => {} }

type Way = Partial<SendOptions>

/** Sends one file once, as usual but for what is given. */
export type SendOnce = (way: Way) => Promise<UploadedFile>

/** What of a send goes into the record of its call. */
type Facts = Pick<CustomSendPlan, 'subject' | 'gateway'> & Partial<TimesBefore>

/** What sends beside the queue have to ask it. */
export interface Aside {
  accessOf(gateway: GatewayId): Access
  /** Resolves when the gateway may be sent to. @throws when `signal` fires, or its key is gone */
  turn(gateway: GatewayId, signal: AbortSignal): Promise<void>
}

/** Sends files as the test options say, once or more, with a record of each call. */
export function createCustomSends(
  recorder: CallRecorder,
  options: CustomSendOptionsStore,
  aside: Aside,
) {
  const listeners = new Set<() => void>()
  const inSlot = createSemaphore(() => options.get().parallel)
  let runs: readonly CustomSendRun[] = []

  function begin(
    plan: CustomSendPlan,
    send: Parameters<typeof startCustomSendRun>[1],
  ): CustomSendRun {
    const run = startCustomSendRun(plan, send)
    runs = [run, ...runs].filter((one, place) => place < MOST_RUNS || !one.isOver())
    for (const listener of listeners) listener()
    return run
  }

  /** Makes one call of a test. @throws where none was made */
  async function sendSo(
    way: Way,
    facts: Facts,
    words: readonly string[],
    send: (way: Way) => Promise<unknown>,
  ): Promise<Exchange> {
    const calls: Exchange[] = []
    const sending = send({
      ...way,
      onObserved: (seen) =>
        calls.push(recorder.record(seen, { purpose: 'test', test: words, ...facts })),
    })
    const outcome = await sending.then(() => undefined).catch((caught: unknown) => ({ caught }))
    const [call] = calls
    if (!call) throw outcome?.caught
    return call
  }

  return {
    runs: () => runs,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /**
     * Sends a file of the queue. What comes of the first send counts for the list; once that
     * is settled, the others follow beside it, for the record.
     */
    async sendQueued(
      { path, size, mediaType }: Upload,
      { gateway, hash }: Content,
      before: TimesBefore,
      signal: AbortSignal,
      send: SendOnce,
    ): Promise<UploadedFile> {
      const subject = { path, hash }
      const facts = { gateway, subject, ...before }
      if (!options.isInForce()) {
        return send({
          onObserved: (seen) => recorder.recordSoon(seen, { purpose: 'upload', ...facts }),
        })
      }
      const now = options.get()
      const usual = wayOf(now, { hash, size, mediaType })
      const words = describeOptions({ ...now, repeat: 1 })
      let outcome: Promise<UploadedFile> | undefined
      const first = inSlot(signal, () =>
        sendSo(usual, facts, words, (whole) => {
          outcome = send(whole)
          return outcome
        }),
      )
      begin({ gateway, subject, options: now }, async (number, stopped) => {
        const call = await first
        if (number === 0) return call
        // What the queue holds, or tries again, is repeated when it comes through.
        if (!isSettled(call)) throw new DOMException('Not yet.', 'AbortError')
        await aside.turn(gateway, stopped)
        const way = { ...usual, ...UNWATCHED, signal: stopped, ...aside.accessOf(gateway) }
        return inSlot(stopped, () => sendSo(way, { gateway, subject }, words, send))
      })
      await first
      try {
        return await (outcome as Promise<UploadedFile>)
      } catch (caught) {
        throw now.hash === 'right' ? caught : withoutField(caught)
      }
    },

    /** Sends a file as often as these options say; only the record tells of it. */
    sendTest(
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

/** Where a test tells another hash, a refusal of that says nothing of the bytes on disk. */
function withoutField(caught: unknown): unknown {
  const problem = asProblem(caught)
  return problem.kind === 'refused' ? new ProblemError({ ...problem, field: undefined }) : caught
}

/** Whether the gateway has spoken its last word on a file: the queue will not send it again by itself. */
function isSettled({ failure, response }: Exchange): boolean {
  if (failure !== undefined) return failure !== 'aborted' && !isWorthRetrying(failure)
  const status = response?.status ?? 0
  const refusal = { kind: 'refused', status, code: '', message: '' } as const
  return !HOLDING.has(status) && !isWorthRetrying(refusal)
}

function wayOf(options: CustomSendOptions, content: Parameters<typeof uploadHeaders>[1]): Way {
  const { bytesPerSecond } = options
  // Sockets swallow a body long before the gateway has it, so the page sees nothing move.
  const seconds = bytesPerSecond === null ? 0 : content.size / bytesPerSecond + GRACE
  return {
    headers: uploadHeaders(options, content),
    timeouts: bytesPerSecond === null ? undefined : { stall: seconds, answer: seconds },
  }
}
