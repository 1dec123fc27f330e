import type { ApiVersion } from '../api/api-version.ts'
import { versionOfSend } from '../api/sends.ts'
import type { Exchange } from './exchange.ts'

/**
 * The version of the upload that returned a URL. Undefined when no known call did.
 *
 * @param tries calls of the file, newest first
 */
export function sentVersion(tries: readonly Exchange[], url: string): ApiVersion | undefined {
  const send = tries.find(({ purpose, request, response }) => {
    if (purpose === 'check' || request.method !== 'POST') return false
    return response?.from === 'gateway' && hasUrl(response.body, url)
  })
  return send && versionOfSend(send.request.url)
}

/** JSON may write a slash as `\/`. */
function hasUrl(body: string, url: string): boolean {
  return body.replaceAll('\\/', '/').includes(url)
}
