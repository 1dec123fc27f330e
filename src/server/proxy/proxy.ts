import { type IncomingMessage, Agent as PlainAgent, type ServerResponse } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { PATHS } from '../../core/api/contract.ts'
import { UPSTREAM_HEADER } from '../../core/api/credential.ts'
import { withoutSecret } from '../../core/api/key.ts'
import type { HeaderList } from '../../core/traffic/exchange.ts'
import { answerBytes, answerError } from '../http/answer.ts'
import { inviteBody } from '../http/expectation.ts'
import { hasBody } from '../http/has-body.ts'
import type { Handler } from '../http/middleware.ts'
import { credentialIn, pairsOf, reportHeaders } from '../http/reported-headers.ts'
import { noteFailure } from '../http/request-log.ts'
import { type Caller, callerOf } from '../http/same-origin.ts'
import type { Settings } from '../settings.ts'
import { type Attempt, type Call, ExpectationRefused, StaleConnection } from './call.ts'
import { CallTimes } from './call-times.ts'
import { ProxyFailure } from './failure.ts'
import { asksToFetch, FETCHED, fetchedRoute } from './fetched-route.ts'
import { makeAttempt } from './make-attempt.ts'
import { NO_PROXIES, type OutboundProxy } from './outbound-proxies.ts'
import { headersForPage, headersForUpstream } from './passed-headers.ts'
import { type Reply, withoutKey } from './reply.ts'
import { ReturnedUrls } from './returned-urls.ts'
import { readThrottling } from './throttling.ts'
import { type Manners, TIMEOUTS, type Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { trackUpload } from './upload-progress.ts'

const UPLOAD = `POST ${PATHS.files}`

/** All that the upstream is ever asked through here. */
const PASSED = [UPLOAD, `GET ${PATHS.balance}`, `GET ${PATHS.me}`]

export type ProxySettings = Pick<Settings, 'upstream' | 'serverKey'> &
  Partial<Pick<Settings, 'proxies'>>

export interface Proxy {
  handle: Handler
  /** Closes the connections that are kept open to the upstream. */
  close(): void
}

/**
 * The page's way to the upstream: it sends on what is on the list, adds the machine's key
 * for this page only, and answers every failure of the upstream as a `ProxyError`.
 */
export function createProxy(
  { upstream, serverKey, proxies = NO_PROXIES }: ProxySettings,
  timeouts: Timeouts = TIMEOUTS,
): Proxy {
  const proxy = proxies.find(upstream)
  const agent = createAgent(upstream, proxy, timeouts)
  const returned = new ReturnedUrls()
  const fetchReturned = fetchedRoute(upstream, returned, timeouts, proxies)
  let manners: Manners = 'unknown'

  const handle: Handler = async (request, response) => {
    const caller = callerOf(request)
    if (caller === 'foreign-page') {
      const message = 'Only the page of this server may use its proxy.'
      return answerError(response, 403, { error: 'ForbiddenError', message })
    }
    if (asksToFetch(request)) return fetchReturned(request, response)
    const asked = `${request.method} ${request.url}`
    if (!PASSED.includes(asked)) {
      const message = `The proxy passes on ${PASSED.join(', ')} and nothing else; GET ${FETCHED} fetches back what was uploaded.`
      return answerError(response, 404, { error: 'NotFoundError', message })
    }
    // The page may have its key from before this server was started.
    if ((request.headers[UPSTREAM_HEADER] ?? upstream.url) !== upstream.url) {
      reportHeaders(request, response, { sent: [] })
      response.setHeader(UPSTREAM_HEADER, upstream.url)
      const message = `The call is meant for another gateway than ${upstream.url}.`
      return answerError(response, 409, { error: 'OtherUpstream', message })
    }
    const read = asked === UPLOAD ? readThrottling(request.headers) : { throttling: undefined }
    if ('refusal' in read) {
      reportHeaders(request, response, { sent: [] })
      return answerError(response, 400, read.refusal)
    }
    let sent: HeaderList = []
    const call = describeCall(request, response, caller, {
      progress: asked === UPLOAD ? trackUpload(request, response, timeouts.link) : undefined,
      throttling: read.throttling,
      onSending: (headers) => {
        sent = headers
      },
    })
    const pulse = call.body && watchClient(call.body, response)
    try {
      const reply = withoutKey(await ask(call), serverKey)
      returned.note(asked, reply)
      if (response.destroyed) return
      reportHeaders(request, response, { sent, got: pairsOf(reply.rawHeaders) })
      response.setHeader('Server-Timing', call.times.describe())
      answerBytes(response, reply.status, headersForPage(reply.headers), Buffer.from(reply.text))
    } catch (caught) {
      if (response.destroyed) return
      if (!(caught instanceof ProxyFailure)) throw caught
      const { status, code } = caught
      const message = withoutSecret(caught.message, credentialIn(sent))
      noteFailure(response, message)
      reportHeaders(request, response, { sent })
      response.setHeader('Server-Timing', call.times.describe())
      answerError(response, status, { error: code, message })
    } finally {
      clearInterval(pulse)
    }
  }

  /** A second attempt is made only where the first cost no byte of the body. */
  async function ask(call: Call): Promise<Reply> {
    try {
      // The connection of a steered body may break: it is its own, and nobody's afterwards.
      return await makeAttempt(call, planAttempt(call.throttling === undefined ? agent : undefined))
    } catch (caught) {
      if (caught instanceof ExpectationRefused) manners = 'refuses'
      else if (!(caught instanceof StaleConnection)) throw caught
      return makeAttempt(call, planAttempt(undefined))
    }
  }

  function planAttempt(agent: PlainAgent | undefined): Attempt {
    const { invitation, silentInvitation } = timeouts
    return {
      agent,
      proxy,
      timeouts,
      invitation: { unknown: invitation, silent: silentInvitation, refuses: undefined }[manners],
      onInvitation: (came) => {
        manners = came ? 'unknown' : 'silent'
      },
    }
  }

  function describeCall(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    rest: Pick<Call, 'progress' | 'throttling' | 'onSending'>,
  ): Call {
    const headers = headersForUpstream(request.headers)
    if (serverKey !== null && headers.authorization === undefined && caller === 'this-page') {
      headers.authorization = `Bearer ${serverKey}`
    }
    const method = request.method ?? 'GET'
    const body = method === 'POST' && hasBody(request) ? request : undefined
    // Whatever a GET says of its own body must not make the upstream wait for one.
    if (body === undefined) delete headers['content-length']
    if (body === undefined && method === 'POST') headers['content-length'] = '0'
    return {
      ...rest,
      upstream,
      method,
      path: request.url ?? '',
      headers,
      body,
      onBodyBegins: () => inviteBody(request, response),
      waiting: response,
      times: new CallTimes(),
    }
  }

  return { handle, close: () => agent.destroy() }
}

/** What reverse proxies add to a request. */
const RELAYED = ['via', 'forwarded', 'x-forwarded-for', 'x-forwarded-host']

/** Milliseconds between two looks whether a client is still there. */
const PULSE = 1_000

/**
 * Notices that a client went whose body is held back: the socket is not read meanwhile, so its end
 * is not seen. An interim response (RFC 9110, 15.2), which clients skip, fails on a closed one.
 *
 * Reverse proxies such as nginx take one for the response, so those that tell of themselves, or
 * speak HTTP/1.0, get none.
 */
function watchClient(body: IncomingMessage, response: ServerResponse): NodeJS.Timeout | undefined {
  const isRelayed = RELAYED.some((name) => body.headers[name] !== undefined)
  if (body.httpVersion !== '1.1' || isRelayed) return undefined
  return setInterval(() => {
    if (!response.headersSent && body.isPaused()) response.writeProcessing()
  }, PULSE)
}

/** Milliseconds: most servers close an idle connection after 5 s, and ours must be the first. */
const IDLE = 4_000

function createAgent(
  { secure, host }: Settings['upstream'],
  proxy: OutboundProxy | undefined,
  { connection }: Timeouts,
): PlainAgent {
  if (proxy) return new TunnelAgent(proxy, { host, timeouts: connection, idle: IDLE })
  const options = {
    keepAlive: true,
    timeout: IDLE,
    // Node's 250 ms for each address are too few for a server on another continent.
    autoSelectFamilyAttemptTimeout: 1_000,
  }
  return secure ? new SecureAgent(options) : new PlainAgent(options)
}
