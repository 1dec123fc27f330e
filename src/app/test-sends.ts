import type { Content } from '../core/content.ts'
import type { UploadedFile } from '../core/contract.ts'
import type { Exchange } from '../core/exchange.ts'
import { createSlots } from '../core/slots.ts'
import type { TimesBefore } from '../core/stage-times.ts'
import { describeOptions, type TestOptions } from '../core/test-options.ts'
import { startTestRun, type TestPlan, type TestRun } from '../core/test-run.ts'
import type { Upload } from '../core/upload.ts'
import { uploadHeaders } from '../core/upload-headers.ts'
import type { SendOptions } from '../gateway/send-file.ts'
import type { TestOptionsStore } from '../storage/test-options-store.ts'
import type { CallRecorder } from './call-recorder.ts'

/** Most tests of a visit that are shown, but for those under way. */
const MOST_RUNS = 20

/** How long a send that is slowed down on purpose may stand still, in seconds. */
const SLOW = { stall: 900, answer: 900 }

/** Nobody follows these sends. */
export const UNWATCHED = { onProgress: () => {}, onAnswer: () => {} }

type Way = Partial<SendOptions>

/** Sends one file once, as usual but for what is given. */
export type SendOnce = (way: Way) => Promise<UploadedFile>

/** What of a send goes into the record of its call. */
type Facts = Pick<TestPlan, 'subject' | 'gateway'> & Partial<TimesBefore>

/** Sends files as the test options say, once or more, with a record of each call. */
export function createTestSends(recorder: CallRecorder, options: TestOptionsStore) {
  const listeners = new Set<() => void>()
  const inSlot = createSlots(() => options.get().parallel)
  let runs: readonly TestRun[] = []

  function begin(plan: TestPlan, send: Parameters<typeof startTestRun>[1]): TestRun {
    const run = startTestRun(plan, send)
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
      onSeen: (seen) =>
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

    /** Sends a file of the queue. What comes of the first send counts for the list; the others are for the record. */
    async sendQueued(
      { path, size, mediaType, stage }: Upload,
      { gateway, hash }: Content,
      before: TimesBefore,
      signal: AbortSignal,
      send: SendOnce,
    ): Promise<UploadedFile> {
      const facts = { gateway, subject: { path, hash }, ...before }
      if (!options.isInForce()) {
        return send({ onSeen: (seen) => recorder.record(seen, { purpose: 'upload', ...facts }) })
      }
      // Another try of a file is no other test.
      const isRetry = 'attempts' in stage && stage.attempts > 0
      const now = { ...options.get(), ...(isRetry && { repeat: 1 }) }
      const way = wayOf(now, { hash, size, mediaType })
      const words = describeOptions({ ...now, repeat: 1 })
      let first: Promise<UploadedFile> | undefined
      const run = begin({ gateway, subject: facts.subject, options: now }, (number, stopped) =>
        inSlot(() =>
          sendSo(way, facts, words, (whole) => {
            const either = AbortSignal.any([signal, stopped])
            if (number > 0) return send({ ...whole, ...UNWATCHED, signal: either })
            first = send(whole)
            return first
          }),
        ),
      )
      await run.over
      if (!first) throw new DOMException('The test was stopped.', 'AbortError')
      return first
    },

    /**
     * Sends a file as often as these options say; only the record tells of it.
     *
     * @param more what else is different, in words
     */
    sendTest(
      plan: TestPlan & { size: number; mediaType: string },
      more: readonly string[],
      send: (way: Way, signal: AbortSignal) => Promise<unknown>,
    ): TestRun {
      const { gateway, subject, size, mediaType } = plan
      const way = wayOf(plan.options, { hash: subject.hash, size, mediaType })
      const words = [...describeOptions({ ...plan.options, repeat: 1 }), ...more]
      return begin(plan, (_, signal) =>
        sendSo(way, { gateway, subject }, words, (whole) => send(whole, signal)),
      )
    },
  }
}

function wayOf(options: TestOptions, content: Parameters<typeof uploadHeaders>[1]): Way {
  return {
    headers: uploadHeaders(options, content),
    patience: options.bytesPerSecond === null ? undefined : SLOW,
  }
}
