import type { Exchange } from '../core/exchange.ts'
import { createExchangeLog } from '../core/exchange-log.ts'
import { FAULTS_PATH } from '../core/faults.ts'
import { GATEWAYS, type GatewayId } from '../core/gateways.ts'
import { FETCHED_PATH, MACHINE_PATH } from '../core/machine.ts'
import { type CallContext, type SeenCall, toExchange } from '../core/seen-call.ts'
import { watchCalls } from '../gateway/seen-calls.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'

/** Milliseconds for which calls are gathered before they are kept. */
const GATHERING = 500

/** While files are sent, those that went well wait for so many milliseconds at most. */
const PATIENCE = 30_000

/** Most calls that are kept in one go: more would hold the page up. */
const AT_ONCE = 200

export type CallRecorder = ReturnType<typeof createCallRecorder>

/**
 * Puts every call into the log, and keeps those of files.
 *
 * @param apiOf where a gateway is, as programs reach it
 * @param isSending whether files are being sent, which matters more
 */
export function createCallRecorder(
  records: ExchangeRecords,
  apiOf: (gateway: GatewayId) => string,
  isSending: () => boolean,
) {
  const log = createExchangeLog(inBlob)
  const gathered: Exchange[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0

  /** Sorts by time; another tab may name one at the same moment. */
  function nextId(at: number): string {
    count += 1
    const tab = Math.random().toString(36).slice(2, 8)
    return `${String(at).padStart(15, '0')}-${String(count).padStart(6, '0')}-${tab}`
  }

  function keep(most: number): void {
    clearTimeout(timer)
    timer = undefined
    const exchanges = gathered.splice(0, most)
    if (exchanges.length > 0) void records.keepExchanges(exchanges)
    if (gathered.length > 0) timer = setTimeout(keepInTime, GATHERING)
  }

  function keepInTime(): void {
    const isLate = Date.now() - (gathered[0]?.at ?? 0) > PATIENCE
    const isBad = gathered.some(({ failure, response }) => failure || response?.status !== 200)
    if (isSending() && !isLate && !isBad) timer = setTimeout(keepInTime, GATHERING)
    else keep(AT_ONCE)
  }

  function urlOf(path: string): string {
    if (path.startsWith(`${FETCHED_PATH}?`)) {
      return new URLSearchParams(path.slice(FETCHED_PATH.length)).get('url') ?? path
    }
    const { base } = GATEWAYS[gatewayOf(path)]
    if (path.startsWith(`${base}/v1/`)) return apiOf(gatewayOf(path)) + path.slice(base.length)
    return new URL(path, location.origin).href
  }

  function record(seen: SeenCall, context: Omit<CallContext, 'id' | 'url'>): Exchange {
    const exchange = toExchange(seen, { ...context, id: nextId(seen.at), url: urlOf(seen.path) })
    log.add(exchange)
    if (exchange.subject) {
      gathered.push(exchange)
      timer ??= setTimeout(keepInTime, GATHERING)
    }
    return exchange
  }

  watchCalls((seen) => {
    if (isLook(seen)) return
    record(seen, { purpose: 'page', gateway: gatewayOf(seen.path) })
  })

  return {
    log,
    record,
    /** Keeps at once what was gathered: the page may be about to go. */
    flush: () => keep(Number.POSITIVE_INFINITY),
  }
}

/** The browser keeps the bytes of a blob out of the page's heap, and many of them on disk. */
function inBlob(text: string): () => Promise<string> {
  const blob = new Blob([text])
  return () => blob.text()
}

function gatewayOf(path: string): GatewayId {
  return path.startsWith(GATEWAYS.sandbox.base) || path.includes(`${GATEWAYS.sandbox.base}/u/`)
    ? 'sandbox'
    : 'varg'
}

/** What the page asks its own server every few seconds says nothing of a gateway. */
function isLook({ method, path }: SeenCall): boolean {
  const isFaults = method === 'GET' && path === GATEWAYS.sandbox.base + FAULTS_PATH
  return isFaults || path.startsWith(MACHINE_PATH)
}
