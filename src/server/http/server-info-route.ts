import { maskKey } from '../../core/api/key.ts'
import { REACH_PATH, SERVER_INFO_PATH, type ServerInfo } from '../../core/api/server-info.ts'
import { UPLOADS_PATH } from '../../core/api/upload-report.ts'
import { NO_PROXIES } from '../proxy/outbound-proxies.ts'
import type { ProxySettings } from '../proxy/proxy.ts'
import { reportUploads } from '../proxy/upload-progress.ts'
import { answerError, answerJson } from './answer.ts'
import type { Handler } from './middleware.ts'
import { reachRoute } from './reach-route.ts'
import { callerOf } from './same-origin.ts'
import { stableId } from './stable-id.ts'

/** Where the other question is, seen from here. */
const REACH = REACH_PATH.slice(SERVER_INFO_PATH.length)
const UPLOADS = `${UPLOADS_PATH.slice(SERVER_INFO_PATH.length)}?ids=`

/**
 * Tells the page what this machine offers, whether the upstream can be reached from it, and how
 * far its uploads are.
 * The key itself never leaves here.
 */
export function serverInfoRoute(
  { upstream, serverKey, proxies = NO_PROXIES }: ProxySettings,
  sandboxName: () => Promise<string>,
): Handler {
  const tellReach = reachRoute(upstream, proxies.find(upstream))
  const machine: Omit<ServerInfo, 'sandbox'> = {
    upstream: upstream.label,
    api: upstream.url,
    machineKey: serverKey === null ? null : maskKey(serverKey),
    machineAccount: serverKey === null ? null : stableId(`machine ${serverKey}`),
  }
  return async (request, response) => {
    if (callerOf(request) === 'foreign-page') {
      const message = 'Only the page of this server may ask.'
      answerError(response, 403, { error: 'ForbiddenError', message })
    } else if (request.method === 'GET' && request.url === REACH) {
      return tellReach(request, response)
    } else if (request.method === 'GET' && request.url?.startsWith(UPLOADS)) {
      answerJson(response, 200, reportUploads(request.url.slice(UPLOADS.length).split(',')))
    } else if (request.method !== 'GET' || request.url !== '/') {
      answerError(response, 404, { error: 'NotFoundError', message: 'There is nothing here.' })
    } else {
      answerJson(response, 200, { ...machine, sandbox: await sandboxName() } satisfies ServerInfo)
    }
  }
}
