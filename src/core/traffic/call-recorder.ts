import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import { FETCHED_PATH } from '../api/server-info.ts'
import type { Exchange } from './exchange.ts'
import { createExchangeLog } from './exchange-log.ts'
import type { StoreText } from './log-archive.ts'
import { type CallContext, type ObservedCall, toExchange } from './observed-call.ts'

/** Milliseconds from a call to the write of its batch. */
const BATCH_TIME = 500

/** While files are sent, batches of successful calls wait at most this many milliseconds. */
const LONGEST_WAIT = 30_000

/** Calls in one write. More would block the page. */
const BATCH_SIZE = 200

type Context = Omit<CallContext, 'id' | 'url'>

interface RecorderOptions {
  /** Stores calls of files. Never rejects. */
  keep(exchanges: readonly Exchange[]): Promise<void>
  storeText: StoreText
  /** The URL below which our server serves the page: `http://localhost:5173`. */
  site: string
  /** The base URL of a gateway, as programs reach it. */
  apiOf(gateway: GatewayId): string
  /** Whether files are being sent. Recording then waits. */
  isSending(): boolean
  /** Milliseconds that a file of the list spent before its send. Called once for each send. */
  timesBefore(id: number): Pick<CallContext, 'waited' | 'hashed'>
}

export type CallRecorder = ReturnType<typeof createCallRecorder>

/** Writes every call to the log and stores the calls of files. */
export function createCallRecorder(options: RecorderOptions) {
  const { keep, storeText, site, apiOf, isSending, timesBefore } = options
  const log = createExchangeLog(storeText)
  /** Calls that are not converted yet. Converting thousands can wait until their files are sent. */
  const unread: { seen: ObservedCall; context: Context }[] = []
  /** Converted calls that are not stored yet. */
  const unstored: Exchange[] = []
  let readers = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0

  /** Sorts by time. The random end keeps ids of two tabs apart. */
  function nextId(at: number): string {
    count += 1
    const tab = Math.random().toString(36).slice(2, 8)
    return `${String(at).padStart(15, '0')}-${String(count).padStart(6, '0')}-${tab}`
  }

  function store(limit: number): void {
    clearTimeout(timer)
    timer = undefined
    convert(limit)
    const exchanges = unstored.splice(0, limit)
    if (exchanges.length > 0) void keep(exchanges)
    if (unstored.length + unread.length > 0) storeSoon()
  }

  function storeSoon(): void {
    timer ??= setTimeout(storeWhenDue, BATCH_TIME)
  }

  function storeWhenDue(): void {
    timer = undefined
    const first = unstored[0] ?? unread[0]?.seen
    const isLate = Date.now() - (first?.at ?? 0) > LONGEST_WAIT
    const hasFailure = unstored.some(({ failure, response }) => failure || response?.status !== 200)
    if (isSending() && !isLate && !hasFailure) storeSoon()
    else store(BATCH_SIZE)
  }

  function urlOf(path: string): string {
    if (path.startsWith(`${FETCHED_PATH}?`)) {
      return new URLSearchParams(path.slice(FETCHED_PATH.length)).get('url') ?? path
    }
    const { base } = GATEWAYS[gatewayOf(path)]
    const target = path.slice(base.length)
    if (path.startsWith(base) && /^\/v\d\//.test(target)) return apiOf(gatewayOf(path)) + target
    return new URL(path.startsWith('/') ? site + path : path).href
  }

  function add(seen: ObservedCall, context: Context): Exchange {
    const exchange = toExchange(seen, { ...context, id: nextId(seen.at), url: urlOf(seen.path) })
    log.add(exchange)
    if (exchange.subject) {
      unstored.push(exchange)
      storeSoon()
    }
    return exchange
  }

  function convert(limit = unread.length): void {
    for (const { seen, context } of unread.splice(0, limit)) add(seen, context)
  }

  function record(seen: ObservedCall, context: Context): Exchange {
    // The log has calls in the order in which they ended.
    convert()
    return add(seen, context)
  }

  return {
    log: {
      ...log,
      all() {
        convert()
        return log.all()
      },
      subscribe(listener: () => void): () => void {
        readers += 1
        convert()
        const unsubscribe = log.subscribe(listener)
        return () => {
          readers -= 1
          unsubscribe()
        }
      },
    },

    /** Records a call at once. */
    record,

    /** Listens to calls. Successful uploads are converted later, unless the log is open. */
    observe(seen: ObservedCall): void {
      const gateway = gatewayOf(seen.path)
      if (!seen.upload) {
        record(seen, { purpose: 'page', gateway })
        return
      }
      const { id, path, hash } = seen.upload
      const subject = { path, hash }
      unread.push({ seen, context: { purpose: 'upload', gateway, subject, ...timesBefore(id) } })
      if (readers > 0 || seen.failure || seen.response?.status !== 200) convert()
      storeSoon()
    },

    /** Stores all remaining calls, because the page may be closing. */
    flush: () => store(Number.POSITIVE_INFINITY),
  }
}

function gatewayOf(path: string): GatewayId {
  return path.startsWith(GATEWAYS.sandbox.base) || path.includes(`${GATEWAYS.sandbox.base}/u/`)
    ? 'sandbox'
    : 'varg'
}
