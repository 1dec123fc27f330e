import { REACH_PATH, SERVER_INFO_PATH, type ServerInfo } from '../../core/api/server-info.ts'
import { UPLOADS_PATH } from '../../core/api/upload-report.ts'
import { NO_PROXIES } from '../proxy/outbound-proxies.ts'
import type { ProxySettings } from '../proxy/proxy.ts'
import { reachRoute } from '../proxy/reach-route.ts'
import { reportUploads } from '../proxy/upload-progress.ts'
import type { Settings } from '../settings.ts'
import { stableId } from '../stable-id.ts'
import { accountOf, describeServer, FOREIGN_QUESTION, NOTHING_HERE } from './describe-server.ts'
import type { Handler } from './middleware.ts'
import { sendError, sendJson } from './response.ts'
import { callerOf } from './same-origin.ts'

const REACH = REACH_PATH.slice(SERVER_INFO_PATH.length)
const UPLOADS = `${UPLOADS_PATH.slice(SERVER_INFO_PATH.length)}?ids=`

type InfoSettings = ProxySettings & Partial<Pick<Settings, 'imports'>>

/**
 * Serves server info, reachability of the upstream and upload progress to the page.
 * The server key appears only in masked form.
 */
export function serverInfoRoute(
  { upstream, serverKey, proxies = NO_PROXIES, imports = false }: InfoSettings,
  sandboxName: () => Promise<string | null> = async () => null,
): Handler {
  const handleReach = reachRoute(upstream, proxies.find(upstream))
  const account = serverKey === null ? null : stableId(accountOf(serverKey))
  const info = describeServer({ upstream, serverKey, imports }, account)
  return async (request, response) => {
    if (callerOf(request) === 'foreign-page') {
      sendError(response, 403, FOREIGN_QUESTION)
    } else if (request.method === 'GET' && request.url === REACH) {
      return handleReach(request, response)
    } else if (request.method === 'GET' && request.url?.startsWith(UPLOADS)) {
      sendJson(response, 200, reportUploads(request.url.slice(UPLOADS.length).split(',')))
    } else if (request.method !== 'GET' || request.url !== '/') {
      sendError(response, 404, NOTHING_HERE)
    } else {
      sendJson(response, 200, { ...info, sandbox: await sandboxName() } satisfies ServerInfo)
    }
  }
}
