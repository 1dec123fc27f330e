import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Socket } from 'node:net'
import type { HeaderList } from '../../core/api/credential.ts'
import { type Attempt, type Call, ClientGone, ExpectationRefused, StaleConnection } from './call.ts'
import {
  describeConnectTimeout,
  describeFailure,
  describeHost,
  describeTestBreak,
  errorCode,
} from './failure.ts'
import { pipeBody } from './pipe-body.ts'
import { resetConnection } from './reset-connection.ts'
import type { UpstreamResponse } from './response-rules.ts'
import type { Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { describeTunnelTimeout } from './tunnel-failure.ts'
import { graceOf } from './upload-progress.ts'
import { readUpstreamResponse } from './upstream-response.ts'

/**
 * Makes one attempt at a call and resolves with the complete response, even if it comes early.
 *
 * Never follows a redirect and never retries. Never reuses a connection on which the body was not
 * sent completely. Reads the body from the browser only as fast as the upstream accepts it. Reads
 * nothing before `100 Continue` arrives or its timeout passes.
 *
 * @throws {ProxyFailure} if there is no complete response
 * @throws {StaleConnection | ExpectationRefused} if another attempt can be made
 * @throws {ClientGone} if the browser disconnects
 */
export async function makeAttempt(call: Call, attempt: Attempt): Promise<UpstreamResponse> {
  if (call.response.destroyed) throw new ClientGone()
  call.times.beginAttempt()
  const outgoing = open(call, attempt)
  call.onSending(headersOf(outgoing))
  // Plain callbacks, because an abort signal adds a tenth to the cost of a small file.
  const cleanups: (() => void)[] = []
  try {
    return await new Promise<UpstreamResponse>((resolve, reject) => {
      runAttempt(call, attempt, outgoing, (cleanup) => cleanups.push(cleanup), resolve, reject)
    })
  } finally {
    for (const cleanup of cleanups) cleanup()
    if (!outgoing.writableFinished) outgoing.destroy()
  }
}

function open(call: Call, { agent, expect100, proxy, timeouts }: Attempt): ClientRequest {
  const { upstream } = call
  const expectsContinue = call.body !== undefined && expect100 !== undefined
  const isChunked = call.body !== undefined && call.headers['content-length'] === undefined
  const send = upstream.secure ? secureRequest : plainRequest
  return send({
    hostname: upstream.hostname,
    port: upstream.port,
    method: call.method,
    path: upstream.basePath + call.path,
    // A complete list, so that Node adds no header that the page would not see.
    headers: {
      ...call.headers,
      Host: upstream.host,
      ...(expectsContinue && { Expect: '100-continue' }),
      ...(isChunked && { 'Transfer-Encoding': 'chunked' }),
      Connection: agent === undefined ? 'close' : 'keep-alive',
    },
    agent: agent ?? newAgent(proxy, upstream, timeouts),
  })
}

function newAgent(proxy: Attempt['proxy'], { host }: Call['upstream'], timeouts: Timeouts) {
  return proxy ? new TunnelAgent(proxy, { host, timeout: timeouts.connection }) : false
}

function headersOf(outgoing: ClientRequest): HeaderList {
  return outgoing.getRawHeaderNames().map((name) => [name, String(outgoing.getHeader(name))])
}

/**
 * Registers the listeners and timers of an attempt, and their cleanups by `addCleanup`. Only the
 * first call of `resolve` or `reject` has an effect.
 */
function runAttempt(
  { upstream, path, body, progress, throttling, headers, response, onBodyStart, times }: Call,
  { expect100, onContinue, timeouts, proxy }: Attempt,
  outgoing: ClientRequest,
  addCleanup: (cleanup: () => void) => void,
  resolve: (response: UpstreamResponse) => void,
  reject: (error: unknown) => void,
): void {
  const { host } = upstream
  let bodyStarted = false
  let responding = false
  let stopBody = () => {}
  addCleanup(() => stopBody())

  const fail = (error: unknown) => {
    reject(error)
    outgoing.destroy()
  }
  /** No response is needed any more, so bytes that are still buffered must not be sent. */
  const abandon = (error: unknown) => {
    reject(error)
    resetConnection(outgoing)
  }
  const failTimeout = () => {
    const reason = responding
      ? 'answer-unfinished'
      : outgoing.writableFinished
        ? 'no-answer'
        : 'no-progress'
    abandon(describeHost(host, reason, 504))
  }
  const startTimer = (milliseconds: number, onTimeout: () => void) => {
    const timer = setTimeout(onTimeout, milliseconds)
    addCleanup(() => clearTimeout(timer))
    return timer
  }

  const connecting = startTimer(timeouts.connection, () => {
    // With a proxy, the request has a socket only after the proxy has connected.
    const isTunnelLate = proxy !== undefined && !outgoing.socket
    fail(isTunnelLate ? describeTunnelTimeout(proxy, host) : describeConnectTimeout(host))
  })
  const connected = (socket: Socket) => {
    clearTimeout(connecting)
    times.noteConnection(outgoing.reusedSocket)
    watchSilence(socket)
    if (body === undefined) return
    if (expect100 === undefined) sendBody()
    else startTimer(expect100, () => handleContinue(false))
  }
  const watchSilence = (socket: Socket) => {
    const onSilence = () => {
      // The upstream may be silent while the browser or a throttled body is slow.
      if (outgoing.writableLength > 0 || outgoing.writableEnded) failTimeout()
    }
    socket.setTimeout(timeouts.response)
    socket.on('timeout', onSilence)
    addCleanup(() => socket.off('timeout', onSilence))
  }
  const handleContinue = (received: boolean) => {
    if (responding) return
    // A late `100 Continue` still shows that the upstream supports it.
    if (received || !bodyStarted) onContinue(received)
    if (!bodyStarted) sendBody()
  }
  const sendBody = () => {
    bodyStarted = true
    onBodyStart()
    if (body !== undefined) stopBody = pipeBody(body, outgoing, throttling, failTestBreak)
  }
  const failTestBreak = () => {
    const { 'content-length': length } = headers
    const total = length === undefined ? undefined : Number(length)
    fail(describeTestBreak(host, throttling?.breakAfter ?? 0, total))
  }

  outgoing.once('socket', (socket) => {
    const isOpen = outgoing.reusedSocket || (!upstream.secure && !socket.connecting)
    if (isOpen) connected(socket)
    else socket.once(upstream.secure ? 'secureConnect' : 'connect', () => connected(socket))
  })
  // A `100 Continue` without `Expect` does not show whether the upstream supports `Expect`.
  if (body !== undefined && expect100 !== undefined) {
    outgoing.once('continue', () => handleContinue(true))
  }
  outgoing.once('response', (incoming) => {
    responding = true
    times.noteFirstByte()
    stopBody()
    if (incoming.statusCode === 417 && expect100 !== undefined && !bodyStarted) {
      return fail(new ExpectationRefused())
    }
    startTimer(timeouts.response, failTimeout)
    readUpstreamResponse(incoming, upstream.url + path).then(resolve, fail)
  })
  outgoing.on('error', (error) => {
    // The connection may break after the complete response has arrived.
    if (responding) return
    reject(
      isStale(outgoing, error) && !bodyStarted
        ? new StaleConnection()
        : describeFailure(host, error),
    )
  })
  outgoing.once('close', () => {
    // Node may emit `close` before the response that came with it is read.
    if (!responding) reject(describeHost(host, 'connection-closed'))
  })
  const cancel = () => abandon(new ClientGone())
  response.once('close', cancel)
  addCleanup(() => response.off('close', cancel))
  const noteSent = () => {
    times.noteSent()
    if (progress === undefined) return
    progress.isWhole = true
    outgoing.socket?.setTimeout(timeouts.response + graceOf(progress) * 1000)
  }
  if (body === undefined) outgoing.end()
  else outgoing.once('finish', noteSent)
}

function isStale(outgoing: ClientRequest, error: Error): boolean {
  return outgoing.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(errorCode(error))
}
