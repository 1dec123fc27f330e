import { type HeaderList, UPSTREAM_HEADER } from '../../core/api/credential.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { SEND_ROUTES } from '../../core/api/proxied-routes.ts'
import {
  BREAK_HEADER,
  RATE_HEADER,
  REPORTED_HEADERS_HEADER,
  type ReportedHeaders,
} from '../../core/traffic/refdrop-headers.ts'
import type { Caller } from '../http/caller.ts'
import { credentialIn, encodeReport } from '../http/header-report.ts'
import { FETCHED, FOREIGN_REFUSAL, findCall } from '../proxy/call-rules.ts'
import { CallTimes } from '../proxy/call-times.ts'
import { ProxyFailure, wireOf } from '../proxy/failure.ts'
import {
  type HeaderFields,
  headersForPage,
  headersForUpstream,
} from '../proxy/forwarded-headers.ts'
import { withoutKey } from '../proxy/response-rules.ts'
import { isThrottled } from '../proxy/throttling.ts'
import type { Upstream } from '../proxy/upstream.ts'
import { respondWithError, respondWithText } from './data-response.ts'
import type { EdgeTimeouts } from './edge-timeouts.ts'
import { BodyTimeout, ClientGone, fetchCall } from './fetch-call.ts'

interface CallSettings {
  upstream: Upstream
  serverKey: string | null
}

type CallHandler = (request: Request, target: string, caller: Caller) => Promise<Response>

/** Creates the proxy between the page and the gateway, by the rules of `proxy/proxy.ts`. */
export function createCallHandler(
  { upstream, serverKey }: CallSettings,
  timeouts: EdgeTimeouts,
): CallHandler {
  return async (request, target, caller) => {
    if (caller === 'foreign-page') {
      return respondWithError(FOREIGN_REFUSAL.status, FOREIGN_REFUSAL.error)
    }
    if (target.split('?', 1)[0] === FETCHED) return respondWithError(404, NOT_FETCHED)
    const report = (reported: ReportedHeaders): HeaderFields =>
      caller === 'this-page' ? { [REPORTED_HEADERS_HEADER]: encodeReport(reported) } : {}
    const { method } = request
    const given = Object.fromEntries(request.headers)
    const found = findCall({ method, target, intended: given[UPSTREAM_HEADER] }, upstream)
    if ('refusal' in found) {
      const { status, error, upstream: named } = found.refusal
      const headers = named ? { ...report({ sent: [] }), [named[0]]: named[1] } : {}
      return respondWithError(status, error, headers)
    }
    if (SEND_ROUTES.includes(found.route) && isThrottled(given)) {
      return respondWithError(400, describeThrottling(given), report({ sent: [] }))
    }
    const body = method === 'POST' && given['content-length'] !== '0' ? request.body : null
    const facts = { method, hasBody: body !== null, caller, serverKey }
    const headers = headersForUpstream(given, facts)
    const sent: HeaderList = Object.entries(headers).map(([name, value]) => [name, String(value)])
    const times = new CallTimes()
    try {
      const { signal } = request
      const call = { upstream, method, target, headers: sent, body, signal, times }
      const received = withoutKey(await fetchCall(call, timeouts), serverKey)
      const { status, text, headerList: got } = received
      const more = { ...report({ sent, got }), 'Server-Timing': times.describe() }
      return respondWithText(status, { ...headersForPage(received.headers), ...more }, text)
    } catch (caught) {
      if (caught instanceof ClientGone) return new Response(null, { status: 499 })
      if (caught instanceof BodyTimeout) return respondWithError(408, caught.wire)
      if (!(caught instanceof ProxyFailure)) throw caught
      const more = { ...report({ sent }), 'Server-Timing': times.describe() }
      return respondWithError(caught.status, wireOf(caught, credentialIn(sent)), more)
    }
  }
}

const NOT_FETCHED = {
  error: 'NotFoundError',
  message: 'This server fetches no files back, because it cannot check their addresses.',
}

function describeThrottling(headers: HeaderFields) {
  const field = headers[RATE_HEADER.toLowerCase()] === undefined ? BREAK_HEADER : RATE_HEADER
  return refuseField(`${field} works only with the server of npm start.`, field)
}
