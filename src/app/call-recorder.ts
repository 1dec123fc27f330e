import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { FETCHED_PATH, SERVER_INFO_PATH } from '../core/api/server-info.ts'
import { FAULTS_PATH } from '../core/sandbox/faults.ts'
import type { Exchange } from '../core/traffic/exchange.ts'
import { createExchangeLog } from '../core/traffic/exchange-log.ts'
import { type CallContext, type ObservedCall, toExchange } from '../core/traffic/observed-call.ts'
import { observeCalls } from '../http/observed-calls.ts'
import type { ExchangeRecords } from '../storage/exchange-records.ts'

/** Milliseconds for which calls are gathered before they are kept. */
const GATHERING = 500

/** While files are sent, those that went well wait for so many milliseconds at most. */
const TIMEOUTS = 30_000

/** Most calls that are made readable and kept in one go: more would hold the page up. */
const AT_ONCE = 200

type Context = Omit<CallContext, 'id' | 'url'>

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
  /** Seen, and not made readable yet: with thousands of files that can wait until they are sent. */
  const unread: { seen: ObservedCall; context: Context }[] = []
  /** Readable, and not kept yet. */
  const gathered: Exchange[] = []
  let readers = 0
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
    read(most)
    const exchanges = gathered.splice(0, most)
    if (exchanges.length > 0) void records.keepExchanges(exchanges)
    if (gathered.length + unread.length > 0) keepSoon()
  }

  function keepSoon(): void {
    timer ??= setTimeout(keepInTime, GATHERING)
  }

  function keepInTime(): void {
    timer = undefined
    const first = gathered[0] ?? unread[0]?.seen
    const isLate = Date.now() - (first?.at ?? 0) > TIMEOUTS
    const isBad = gathered.some(({ failure, response }) => failure || response?.status !== 200)
    if (isSending() && !isLate && !isBad) keepSoon()
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

  function add(seen: ObservedCall, context: Context): Exchange {
    const exchange = toExchange(seen, { ...context, id: nextId(seen.at), url: urlOf(seen.path) })
    log.add(exchange)
    if (exchange.subject) {
      gathered.push(exchange)
      keepSoon()
    }
    return exchange
  }

  function read(most = unread.length): void {
    for (const { seen, context } of unread.splice(0, most)) add(seen, context)
  }

  function record(seen: ObservedCall, context: Context): Exchange {
    // The log has them in the order in which they were over.
    read()
    return add(seen, context)
  }

  observeCalls((seen) => {
    if (isLook(seen)) return
    record(seen, { purpose: 'page', gateway: gatewayOf(seen.path) })
  })

  return {
    log: {
      ...log,
      all() {
        read()
        return log.all()
      },
      subscribe(listener: () => void): () => void {
        readers += 1
        read()
        const stop = log.subscribe(listener)
        return () => {
          readers -= 1
          stop()
        }
      },
    },
    record,
    /** The same, which may wait where the call went well and nobody reads the log. */
    recordSoon(seen: ObservedCall, context: Context): void {
      unread.push({ seen, context })
      if (readers > 0 || seen.failure || seen.response?.status !== 200) read()
      keepSoon()
    },
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
function isLook({ method, path }: ObservedCall): boolean {
  const isFaults = method === 'GET' && path === GATEWAYS.sandbox.base + FAULTS_PATH
  return isFaults || path.startsWith(SERVER_INFO_PATH)
}
