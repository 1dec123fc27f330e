import {
  REACH_PATH,
  type Reach,
  SERVER_INFO_PATH,
  type ServerInfo,
} from '../../core/api/server-info.ts'
import { UPLOADS_PATH } from '../../core/api/upload-report.ts'
import { uuidOf } from '../digest-uuid.ts'
import type { Caller } from '../http/caller.ts'
import {
  accountOf,
  describeServer,
  FOREIGN_QUESTION,
  NOTHING_HERE,
} from '../http/describe-server.ts'
import { describeConnectTimeout, type ProxyFailure } from '../proxy/failure.ts'
import type { Upstream } from '../proxy/upstream.ts'
import { respondWithError, respondWithJson } from './data-response.ts'
import type { EdgeTimeouts } from './edge-timeouts.ts'
import { describeFetchFailure } from './fetch-failure.ts'

interface Facts {
  upstream: Upstream
  serverKey: string | null
}

const REACH = REACH_PATH.slice(SERVER_INFO_PATH.length)
const UPLOADS = UPLOADS_PATH.slice(SERVER_INFO_PATH.length)

/** Serves server info to the page, by the rules of `http/server-info-route.ts`. */
export function createServerInfo(
  { upstream, serverKey }: Facts,
  timeouts: EdgeTimeouts,
): (method: string, question: string, caller: Caller) => Promise<Response> {
  return async (method, question, caller) => {
    if (caller === 'foreign-page') return respondWithError(403, FOREIGN_QUESTION)
    const path = method === 'GET' ? question.split('?', 1)[0] : undefined
    if (path === REACH) return respondWithJson(200, await tryToReach(upstream, timeouts.reach))
    // Another instance may forward the upload, so this one cannot report its progress.
    if (path === UPLOADS) return respondWithJson(200, [])
    if (path !== '' && path !== '/') return respondWithError(404, NOTHING_HERE)
    const account = serverKey === null ? null : await accountIdOf(serverKey)
    const info = describeServer({ upstream, serverKey, imports: false }, account)
    return respondWithJson(200, { ...info, sandbox: null } satisfies ServerInfo)
  }
}

/** Returns the same id as `stableId`. */
async function accountIdOf(serverKey: string): Promise<string> {
  const bytes = new TextEncoder().encode(accountOf(serverKey))
  return uuidOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/**
 * Sends a HEAD without a key to the gateway's base URL. `fetch` can open no connection without a
 * request. Any response shows that the gateway can be reached.
 */
async function tryToReach({ url, host }: Upstream, timeout: number): Promise<Reach> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeout)
  try {
    const init = { method: 'HEAD', redirect: 'manual', signal: late.signal } as const
    const response = await fetch(`${url}/`, init)
    await response.body?.cancel()
    return { reachable: true }
  } catch (caught) {
    const failure = late.signal.aborted
      ? describeConnectTimeout(host)
      : describeFetchFailure(host, caught)
    return { reachable: false, reason: failure.message, isDown: isDown(failure) }
  } finally {
    clearTimeout(timer)
  }
}

function isDown({ cause }: ProxyFailure): boolean {
  return cause.reason === 'connection-refused' || cause.reason === 'connection-closed'
}
