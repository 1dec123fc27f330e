import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pairsOf, reportHeaders } from '../http/reported-headers.ts'
import { isForUpstream } from '../proxy/forwarded-headers.ts'

/**
 * Has the answer tell what the proxy would tell of one of the sandbox: of the browser's headers
 * those that a gateway gets, and all that frame no connection of the answer's.
 */
export function reportSandboxHeaders(request: IncomingMessage, response: ServerResponse): void {
  const sent = pairsOf(request.rawHeaders).filter(([name]) => {
    const lower = name.toLowerCase()
    return lower === 'host' || isForUpstream(lower)
  })
  response.setHeader('Date', new Date().toUTCString())
  response.writeHead = new Proxy(response.writeHead, {
    apply(target, self: ServerResponse, given: [status: number, headers?: OutgoingHttpHeaders]) {
      const [, headers = {}] = given
      // The later win, as they do in the answer.
      const got = new Map(Object.entries(self.getHeaders()))
      for (const [name, value] of Object.entries(headers)) got.set(name.toLowerCase(), value)
      reportHeaders(request, self, {
        sent,
        got: [...got].map(([name, value]) => [name, String(value)]),
      })
      return Reflect.apply(target, self, given)
    },
  })
}
