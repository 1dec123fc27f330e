import type { QueryClient } from '@tanstack/react-query'
import { FAULTS_PATH, GATEWAYS, type GatewayId, VARG_API } from '../core/api/gateways.ts'
import { ProblemError } from '../core/api/problem.ts'
import { SERVER_INFO_PATH } from '../core/api/server-info.ts'
import type { Queue } from '../core/queue/queue.ts'
import { createValue } from '../core/state/value.ts'
import { createCallRecorder } from '../core/traffic/call-recorder.ts'
import { NO_OPTIONS } from '../core/traffic/custom-send-options.ts'
import type { CustomSendRun } from '../core/traffic/custom-send-run.ts'
import { subjectKey } from '../core/traffic/exchange.ts'
import type { ObservedCall } from '../core/traffic/observed-call.ts'
import { createStageTimes } from '../core/uploads/stage-times.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { DetailsFile, InspectorPorts } from '../features/inspector/inspector-context.ts'
import { serverInfoQuery } from '../features/key/use-credential.ts'
import { observeCalls } from '../http/observed-calls.ts'
import { loadPart } from '../http/parts.ts'
import { siteUrl } from '../http/site.ts'
import type { CustomSendOptionsStore } from '../storage/custom-send-options-store.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { ApiVersions } from './api-versions.ts'
import { createFileFinder } from './file-finder.ts'
import { type AccessByGateway, accessOf } from './gateway-opener.ts'
import type { History } from './history-cache.ts'
import { words } from './session-words.ts'
import type { SendDecorator, UploadSender } from './upload-sender.ts'

interface InspectorServices {
  queryClient: QueryClient
  store: UploadsStore
  queue: Queue
  sender: UploadSender
  inUse: AccessByGateway
  records: ExchangeRecords
  options: CustomSendOptionsStore
  history: History
  preferences: Preferences
  apiVersions: ApiVersions
}

/** Records every call of this page. Decorates queue sends while custom sends are active. */
export function createInspector(services: InspectorServices) {
  const { queryClient, store, queue, sender, inUse, records, options, history } = services
  const { preferences, apiVersions } = services
  const times = createStageTimes(store)
  const recorder = createCallRecorder({
    keep: records.keepExchanges,
    storeText: storeInBlob,
    site: siteUrl(),
    apiOf,
    isSending: () => underWay() > 0,
    timesBefore: times.take,
  })
  observeCalls((call) => {
    if (!isPoll(call)) recorder.observe(call)
  })
  const runs = createValue<readonly CustomSendRun[]>([])
  const surroundings = {
    timesBefore: times.take,
    accessOf: (gateway: GatewayId) => accessOf(inUse, gateway),
    async turn(gateway: GatewayId, signal: AbortSignal) {
      await untilResumed(queue, signal)
      if (queue.isHeldBy(gateway, 'key')) throw new DOMException('No key.', 'AbortError')
    },
  }
  let opening: Promise<ReturnType<typeof import('./custom-sends.ts').createCustomSends>> | undefined
  /** Loaded on demand, because few people use custom sends. */
  const openSends = () =>
    (opening ??= loadPart(() => import('./custom-sends.ts')).then(({ createCustomSends }) =>
      createCustomSends(recorder, options, surroundings, runs),
    ))
  const sendQueued: SendDecorator = async (...given) => (await openSends()).sendQueued(...given)
  const decorate = () => sender.decorate(options.isActive() ? sendQueued : undefined)
  options.subscribe(decorate)
  decorate()
  const finder = createFileFinder(queryClient, store, history)

  function underWay(): number {
    return store.counts.get().uploading + store.counts.get().confirming
  }

  function apiOf(gateway: GatewayId): string {
    if (gateway === 'sandbox') return siteUrl() + GATEWAYS.sandbox.base
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
    options,
    resetOptions: () => options.set(NO_OPTIONS),
    runs,
    find: finder.find,
    subscribeFile: finder.subscribe,
    apiOf,
    underWay: { get: underWay, subscribe: store.counts.subscribe },
    versions: apiVersions,
    lacksKey: (gateway) => queue.isHeldBy(gateway, 'key'),
    subscribeKeys: queue.holds.subscribe,

    async tries({ gateway, hash }) {
      const { readExchanges } = await loadPart(() => import('../core/traffic/exchange-schema.ts'))
      return readExchanges(await records.exchanges(subjectKey(gateway, hash)))
    },

    async sendCustom(file, wanted, key) {
      const { path, hash, gateway, size, mediaType } = file
      const [sends, bytes, { sendFile }] = await Promise.all([
        openSends(),
        bytesOf(file),
        loadPart(() => import('../http/send-file.ts')),
      ])
      const { base } = GATEWAYS[gateway]
      const more = key === undefined ? [] : [words.otherKey]
      const plan = { subject: { path, hash }, gateway, options: wanted, more, size, mediaType }
      const credentials = { ...accessOf(inUse, gateway), ...(key !== undefined && { key }) }
      const sent = { hash, size, mediaType, ...(preferences.sendsNames.get() && { path }) }
      const usual = { base, ...credentials, sent, onProgress: () => {} }
      return sends.sendByHand(plan, (way, signal) => sendFile(bytes, { ...usual, signal, ...way }))
    },

    callFor: (gateway) => async (request, signal) => {
      const { checkCall } = await loadPart(() => import('../http/check-call.ts'))
      const { base } = GATEWAYS[gateway]
      const { seen, bytes } = await checkCall(base, accessOf(inUse, gateway), request, signal)
      return { exchange: recorder.record(seen, { purpose: 'check', gateway }), bytes }
    },
  }

  return { ports, flush: recorder.flush, noteHashed: times.noteHashed }
}

/** Browsers keep the bytes of blobs outside of the page's heap, and may move them to disk. */
function storeInBlob(text: string): () => Promise<string> {
  const blob = new Blob([text])
  return () => blob.text()
}

/** Requests that the page sends to its own server every few seconds. The log omits them. */
function isPoll({ method, path }: ObservedCall): boolean {
  const isFaults = method === 'GET' && path === GATEWAYS.sandbox.base + FAULTS_PATH
  return isFaults || path.startsWith(SERVER_INFO_PATH)
}

/** Resolves when the queue is not paused. @throws the reason of `signal` when it fires */
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
