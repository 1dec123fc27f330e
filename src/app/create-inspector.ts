import type { QueryClient } from '@tanstack/react-query'
import type { Content } from '../core/api/content.ts'
import type { UploadedFile } from '../core/api/contract.ts'
import type { Access } from '../core/api/credential.ts'
import { GATEWAYS, type GatewayId, VARG_API } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import type { Queue } from '../core/queue/queue.ts'
import { NO_OPTIONS } from '../core/traffic/custom-send-options.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import { createStageTimes } from '../core/uploads/stage-times.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { DetailsFile, InspectorPorts } from '../features/inspector/log/inspector-ports.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { loadPart } from '../http/parts.ts'
import type { CustomSendOptionsStore } from '../storage/custom-send-options-store.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'
import { createCallRecorder } from './call-recorder.ts'
import { createCustomSends, type SendOnce, UNWATCHED } from './custom-sends.ts'
import { createFileFinder } from './file-finder.ts'
import type { History } from './history-cache.ts'

/**
 * Sees every call of this page, and sends files differently while somebody tests.
 *
 * @param accessOf what opens a gateway now
 */
export function createInspector(
  queryClient: QueryClient,
  store: UploadsStore,
  home: { records: ExchangeRecords; options: CustomSendOptionsStore; history: History },
  accessOf: (gateway: GatewayId) => Access,
  queue: Queue,
) {
  const { records, options, history } = home
  const recorder = createCallRecorder(records, apiOf, () => underWay() > 0)
  const times = createStageTimes(store)
  const sends = createCustomSends(recorder, options, {
    accessOf,
    async turn(gateway, signal) {
      await untilResumed(queue, signal)
      if (queue.isHeldBy(gateway, 'key')) throw new DOMException('No key.', 'AbortError')
    },
  })
  const finder = createFileFinder(queryClient, store, history)

  function underWay(): number {
    return store.counts.get().uploading + store.counts.get().confirming
  }

  function apiOf(gateway: GatewayId): string {
    if (gateway === 'sandbox') return location.origin + GATEWAYS.sandbox.base
    return queryClient.getQueryData(serverInfoQuery.queryKey)?.api ?? VARG_API
  }

  async function bytesOf({ file, listed }: DetailsFile): Promise<File> {
    if (file) return file
    if (!listed) throw new ProblemError({ kind: 'changed-on-disk' })
    const { fetchUploaded } = await loadPart(() => import('../http/fetch-uploaded.ts'))
    return fetchUploaded(listed.url)
  }

  const ports: InspectorPorts = {
    log: recorder.log,
    options: options.get,
    setOptions: options.set,
    resetOptions: () => options.set(NO_OPTIONS),
    subscribeOptions: options.subscribe,
    runs: sends.runs,
    subscribeRuns: sends.subscribe,
    find: finder.find,
    subscribeFile: finder.subscribe,
    apiOf,
    underWay,
    subscribeUnderWay: store.counts.subscribe,
    lacksKey: (gateway) => queue.isHeldBy(gateway, 'key'),
    subscribeKeys: queue.holds.subscribe,

    async tries({ gateway, hash }) {
      const { readExchanges } = await loadPart(() => import('../core/traffic/exchange-schema.ts'))
      return readExchanges(await records.exchanges(subjectKey(gateway, hash)))
    },

    async test(file, wanted, key) {
      const { path, hash, gateway, size, mediaType } = file
      const [bytes, { sendFile }] = await Promise.all([
        bytesOf(file),
        loadPart(() => import('../http/send-file.ts')),
      ])
      const { base } = GATEWAYS[gateway]
      const more = key === undefined ? [] : ['with another key']
      const plan = { subject: { path, hash }, gateway, options: wanted, more, size, mediaType }
      const access = { ...accessOf(gateway), ...(key !== undefined && { key }) }
      const usual = { base, ...access, hash, size, ...UNWATCHED }
      return sends.sendTest(plan, (way, signal) => sendFile(bytes, { ...usual, signal, ...way }))
    },

    callFor: (gateway) => async (request, signal) => {
      const { checkCall } = await loadPart(() => import('../http/check-call.ts'))
      const { base } = GATEWAYS[gateway]
      const { seen, bytes } = await checkCall(base, accessOf(gateway), request, signal)
      return { exchange: recorder.record(seen, { purpose: 'check', gateway }), bytes }
    },
  }

  return {
    ports,
    flush: recorder.flush,
    noteHashed: times.noteHashed,
    /** While files are sent differently, what is known is sent all the same. */
    isTesting: options.isInForce,

    send: (
      upload: Upload,
      content: Content,
      signal: AbortSignal,
      send: SendOnce,
    ): Promise<UploadedFile> =>
      sends.sendQueued(upload, content, times.take(upload.id), signal, send),
  }
}

/** Resolves at once while the queue is not paused. @throws the reason of `signal` when it fires */
function untilResumed(queue: Queue, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!signal.aborted && queue.paused.get()) return
      end()
      signal.removeEventListener('abort', look)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    const end = queue.paused.subscribe(look)
    signal.addEventListener('abort', look)
    look()
  })
}
