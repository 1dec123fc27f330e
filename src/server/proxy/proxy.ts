import { type IncomingMessage, Agent as PlainAgent, type ServerResponse } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { type HeaderList, UPSTREAM_HEADER } from '../../core/api/credential.ts'
import { SEND_ROUTES } from '../../core/api/proxied-routes.ts'
import { dropBody, hasBody } from '../http/body-reader.ts'
import type { Caller } from '../http/caller.ts'
import { sendContinue, waitsForContinue } from '../http/expectation.ts'
import { credentialIn } from '../http/header-report.ts'
import type { Handler } from '../http/middleware.ts'
import { reportHeaders } from '../http/reported-headers.ts'
import { setFailure } from '../http/request-log.ts'
import { sendBytes, sendError } from '../http/response.ts'
import { callerOf } from '../http/same-origin.ts'
import type { Settings } from '../settings.ts'
import { type Attempt, type Call, ExpectationRefused, StaleConnection } from './call.ts'
import { FOREIGN_REFUSAL, findCall } from './call-rules.ts'
import { CallTimes } from './call-times.ts'
import { ProxyFailure, wireOf } from './failure.ts'
import { fetchedRoute, isFetchRequest } from './fetched-route.ts'
import { headersForPage, headersForUpstream } from './forwarded-headers.ts'
import { makeAttempt } from './make-attempt.ts'
import { NO_PROXIES, type OutboundProxy } from './outbound-proxies.ts'
import { type UpstreamResponse, withoutKey } from './response-rules.ts'
import { ReturnedUrls } from './returned-urls.ts'
import { readThrottling } from './throttling.ts'
import { type ExpectSupport, TIMEOUTS, type Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { noteDropped, trackUpload } from './upload-progress.ts'

export type ProxySettings = Pick<Settings, 'upstream' | 'serverKey'> &
  Partial<Pick<Settings, 'proxies'>>

export interface Proxy {
  handle: Handler
  /** Closes the connections to the upstream. */
  close(): void
}

/**
 * Creates the proxy between the page and the upstream. Forwards only {@link PROXIED_ROUTES}. Adds
 * the server key only for this server's page. Responds to failures of the upstream with 502 or 504.
 */
export function createProxy(
  { upstream, serverKey, proxies = NO_PROXIES }: ProxySettings,
  timeouts: Timeouts = TIMEOUTS,
): Proxy {
  const proxy = proxies.find(upstream)
  const agent = createAgent(upstream, proxy, timeouts)
  const returned = new ReturnedUrls()
  const fetchReturned = fetchedRoute(upstream, returned, timeouts, proxies)
  let expectSupport: ExpectSupport = 'unknown'

  const handle: Handler = async (request, response) => {
    const caller = callerOf(request)
    if (caller === 'foreign-page') {
      return sendError(response, FOREIGN_REFUSAL.status, FOREIGN_REFUSAL.error)
    }
    if (isFetchRequest(request)) return fetchReturned(request, response)
    const { method = '', url: target = '', headers } = request
    const intended = headers[UPSTREAM_HEADER] as string | undefined
    const found = findCall({ method, target, intended }, upstream)
    if ('refusal' in found) {
      const { status, error, upstream: named } = found.refusal
      if (named) {
        reportHeaders(request, response, { sent: [] })
        response.setHeader(...named)
      }
      return sendError(response, status, error)
    }
    const { route } = found
    const isUpload = SEND_ROUTES.includes(route)
    const read = isUpload ? readThrottling(request.headers) : { throttling: undefined }
    if ('refusal' in read) {
      reportHeaders(request, response, { sent: [] })
      return sendError(response, 400, read.refusal)
    }
    let sent: HeaderList = []
    const call = describeCall(request, response, caller, {
      progress: isUpload ? trackUpload(request, response, timeouts.link) : undefined,
      throttling: read.throttling,
      onSending: (headers) => {
        sent = headers
      },
    })
    const probe = call.body && probeClient(call.body, response)
    try {
      const received = withoutKey(await send(call), serverKey)
      returned.add(route, received)
      if (received.status < 300) await dropRest(call)
      if (response.destroyed) return
      reportHeaders(request, response, { sent, got: received.headerList })
      response.setHeader('Server-Timing', call.times.describe())
      const { status, headers, text } = received
      sendBytes(response, status, headersForPage(headers), Buffer.from(text))
    } catch (caught) {
      if (response.destroyed) return
      if (!(caught instanceof ProxyFailure)) throw caught
      const error = wireOf(caught, credentialIn(sent))
      setFailure(response, error.message)
      reportHeaders(request, response, { sent })
      response.setHeader('Server-Timing', call.times.describe())
      sendError(response, caught.status, error)
    } finally {
      clearInterval(probe)
    }
  }

  /** Makes a second attempt only if the first has read no byte of the body. */
  async function send(call: Call): Promise<UpstreamResponse> {
    try {
      // A throttled body may break its connection, so it uses one that is not shared.
      return await makeAttempt(call, planAttempt(call.throttling === undefined ? agent : undefined))
    } catch (caught) {
      if (caught instanceof ExpectationRefused) expectSupport = 'refuses'
      else if (!(caught instanceof StaleConnection)) throw caught
      return makeAttempt(call, planAttempt(undefined))
    }
  }

  function planAttempt(agent: PlainAgent | undefined): Attempt {
    const { expect100, expect100Silent } = timeouts
    return {
      agent,
      proxy,
      timeouts,
      expect100: { unknown: expect100, silent: expect100Silent, refuses: undefined }[expectSupport],
      onContinue: (received) => {
        expectSupport = received ? 'unknown' : 'silent'
      },
    }
  }

  function describeCall(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    rest: Pick<Call, 'progress' | 'throttling' | 'onSending'>,
  ): Call {
    const method = request.method ?? 'GET'
    const body = method === 'POST' && hasBody(request) ? request : undefined
    const facts = { method, hasBody: body !== undefined, caller, serverKey }
    const headers = headersForUpstream(request.headers, facts)
    return {
      ...rest,
      upstream,
      method,
      path: request.url ?? '',
      headers,
      body,
      onBodyStart: () => sendContinue(request, response),
      response,
      times: new CallTimes(),
    }
  }

  return { handle, close: () => agent.destroy() }
}

/**
 * Reads and drops the rest of the body after an early success. Idle connections are closed after a
 * response. A browser reports a network error if that happens before its body is sent. A client
 * that waits for `100 Continue` sends no body.
 */
async function dropRest({ body, progress }: Call): Promise<void> {
  if (body === undefined || body.readableEnded || waitsForContinue(body)) return
  if (progress) noteDropped(progress, Number(body.headers['content-length'] ?? 0))
  await dropBody(body)
}

/** Headers that reverse proxies add to a request. */
const PROXY_HEADERS = ['via', 'forwarded', 'x-forwarded-for', 'x-forwarded-host']

/** Milliseconds between two probes of a client. */
const PROBE_INTERVAL = 1_000

/**
 * Detects that a client has disconnected while its body is paused. Node does not read the socket
 * then, so it does not see the end. An interim response (RFC 9110, 15.2), which clients skip,
 * fails on a closed socket.
 *
 * Reverse proxies such as nginx treat an interim response as the final one. Requests that come
 * through such a proxy or over HTTP/1.0 are not probed.
 */
function probeClient(body: IncomingMessage, response: ServerResponse): NodeJS.Timeout | undefined {
  const isRelayed = PROXY_HEADERS.some((name) => body.headers[name] !== undefined)
  if (body.httpVersion !== '1.1' || isRelayed) return undefined
  return setInterval(() => {
    if (!response.headersSent && body.isPaused()) response.writeProcessing()
  }, PROBE_INTERVAL)
}

/** Milliseconds. Most servers close an idle connection after 5 s, so the proxy closes it first. */
const IDLE = 4_000

function createAgent(
  { secure, host }: Settings['upstream'],
  proxy: OutboundProxy | undefined,
  { connection }: Timeouts,
): PlainAgent {
  if (proxy) return new TunnelAgent(proxy, { host, timeout: connection, idle: IDLE })
  const options = {
    keepAlive: true,
    timeout: IDLE,
    // Node's default of 250 ms for each address is too short for a server on another continent.
    autoSelectFamilyAttemptTimeout: 1_000,
  }
  return secure ? new SecureAgent(options) : new PlainAgent(options)
}
