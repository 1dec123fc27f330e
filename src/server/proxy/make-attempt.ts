import { type ClientRequest, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Socket } from 'node:net'
import type { HeaderList } from '../../core/traffic/exchange.ts'
import {
  type Attempt,
  type Call,
  ExpectationRefused,
  NobodyWaits,
  StaleConnection,
} from './call.ts'
import {
  codeOf,
  describeFailure,
  describeLateConnection,
  describeLateTunnel,
  describeTestBreak,
  ProxyFailure,
} from './failure.ts'
import { pipeBody } from './pipe-body.ts'
import { type Reply, readReply } from './reply.ts'
import { resetConnection } from './reset-connection.ts'
import type { Timeouts } from './timeouts.ts'
import { TunnelAgent } from './tunnel-agent.ts'
import { graceOf } from './upload-progress.ts'

/**
 * Makes one attempt at a call and resolves with the whole answer, however early it comes.
 *
 * Never follows a redirect, never retries, and never uses a connection again on which the
 * body was not sent to its end. The body is taken from the browser only as fast as the
 * upstream takes it, and not at all before the upstream has invited it or stayed silent.
 *
 * @throws {ProxyFailure} when there is no whole answer
 * @throws {StaleConnection | ExpectationRefused} when another attempt can be made
 * @throws {NobodyWaits} when the browser went away
 */
export async function makeAttempt(call: Call, attempt: Attempt): Promise<Reply> {
  if (call.waiting.destroyed) throw new NobodyWaits()
  call.times.beginAttempt()
  const outgoing = open(call, attempt)
  call.onSending(headersOf(outgoing))
  // A list and no signal, for those cost a tenth of all that a small file costs here.
  const endings: (() => void)[] = []
  try {
    return await new Promise<Reply>((resolve, reject) => {
      converse(call, attempt, outgoing, (end) => endings.push(end), resolve, reject)
    })
  } finally {
    for (const end of endings) end()
    if (!outgoing.writableFinished) outgoing.destroy()
  }
}

function open(call: Call, { agent, invitation, proxy, timeouts }: Attempt): ClientRequest {
  const { upstream } = call
  const asksFirst = call.body !== undefined && invitation !== undefined
  const isChunked = call.body !== undefined && call.headers['content-length'] === undefined
  const send = upstream.secure ? secureRequest : plainRequest
  return send({
    hostname: upstream.hostname,
    port: upstream.port,
    method: call.method,
    path: upstream.basePath + call.path,
    // Whole, so that Node adds none of which nobody could be told.
    headers: {
      ...call.headers,
      Host: upstream.host,
      ...(asksFirst && { Expect: '100-continue' }),
      ...(isChunked && { 'Transfer-Encoding': 'chunked' }),
      Connection: agent === undefined ? 'close' : 'keep-alive',
    },
    agent: agent ?? newAgent(proxy, upstream, timeouts),
  })
}

/** For one connection. */
function newAgent(proxy: Attempt['proxy'], { host }: Call['upstream'], timeouts: Timeouts) {
  return proxy ? new TunnelAgent(proxy, { host, timeouts: timeouts.connection }) : false
}

function headersOf(outgoing: ClientRequest): HeaderList {
  return outgoing.getRawHeaderNames().map((name) => [name, String(outgoing.getHeader(name))])
}

/**
 * All that can happen, until what `atEnd` was told is called. Only the first of `resolve` and
 * `reject` counts.
 */
function converse(
  { upstream, path, body, progress, throttling, headers, waiting, onBodyBegins, times }: Call,
  { invitation, onInvitation, timeouts, proxy }: Attempt,
  outgoing: ClientRequest,
  atEnd: (end: () => void) => void,
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): void {
  const { host } = upstream
  let bodyBegun = false
  let answering = false
  let stopBody = () => {}
  atEnd(() => stopBody())

  const fail = (error: unknown) => {
    reject(error)
    outgoing.destroy()
  }
  /** Nobody reads an answer any more, so nothing that still waits here is to be sent. */
  const abandon = (error: unknown) => {
    reject(error)
    resetConnection(outgoing)
  }
  const failLate = () => {
    const omission = answering
      ? 'did not end its answer'
      : outgoing.writableFinished
        ? 'did not answer'
        : 'took no more bytes'
    abandon(new ProxyFailure(504, `${host} ${omission}.`))
  }
  const startTimer = (milliseconds: number, ring: () => void) => {
    const timer = setTimeout(ring, milliseconds)
    atEnd(() => clearTimeout(timer))
    return timer
  }

  const connecting = startTimer(timeouts.connection, () => {
    // A socket that comes through a proxy comes when the proxy opened it.
    const isTunnelLate = proxy !== undefined && !outgoing.socket
    fail(isTunnelLate ? describeLateTunnel(proxy, host) : describeLateConnection(host))
  })
  const connected = (socket: Socket) => {
    clearTimeout(connecting)
    times.noteConnection(outgoing.reusedSocket)
    watchSilence(socket)
    if (body === undefined) return
    if (invitation === undefined) sendBody()
    else startTimer(invitation, () => learnInvitation(false))
  }
  const watchSilence = (socket: Socket) => {
    const onSilence = () => {
      // Silence while the browser is the slow one, or a slow body, is not the upstream's fault.
      if (outgoing.writableLength > 0 || outgoing.writableEnded) failLate()
    }
    socket.setTimeout(timeouts.answer)
    socket.on('timeout', onSilence)
    atEnd(() => socket.off('timeout', onSilence))
  }
  const learnInvitation = (came: boolean) => {
    if (answering) return
    // One that comes late says all the same that this upstream does invite.
    if (came || !bodyBegun) onInvitation(came)
    if (!bodyBegun) sendBody()
  }
  const sendBody = () => {
    bodyBegun = true
    onBodyBegins()
    if (body !== undefined) stopBody = pipeBody(body, outgoing, throttling, breakOff)
  }
  const breakOff = () => {
    const { 'content-length': length } = headers
    const total = length === undefined ? undefined : Number(length)
    fail(describeTestBreak(host, throttling?.breakAfter ?? 0, total))
  }

  outgoing.once('socket', (socket) => {
    const isOpen = outgoing.reusedSocket || (!upstream.secure && !socket.connecting)
    if (isOpen) connected(socket)
    else socket.once(upstream.secure ? 'secureConnect' : 'connect', () => connected(socket))
  })
  // Who was not asked may invite all the same; that tells nothing about those who are asked.
  if (body !== undefined && invitation !== undefined) {
    outgoing.once('continue', () => learnInvitation(true))
  }
  outgoing.once('response', (incoming) => {
    answering = true
    times.noteFirstByte()
    stopBody()
    if (incoming.statusCode === 417 && invitation !== undefined && !bodyBegun) {
      return fail(new ExpectationRefused())
    }
    startTimer(timeouts.answer, failLate)
    readReply(incoming, upstream.url + path).then(resolve, fail)
  })
  outgoing.on('error', (error) => {
    // The answer may be here already, whole, on a connection that broke after it.
    if (answering) return
    reject(
      isStale(outgoing, error) && !bodyBegun ? new StaleConnection() : describeFailure(host, error),
    )
  })
  outgoing.once('close', () => {
    // Node may tell of the close before the answer that came with it is read.
    if (!answering)
      reject(new ProxyFailure(502, `${host} closed the connection without an answer.`))
  })
  const leave = () => abandon(new NobodyWaits())
  waiting.once('close', leave)
  atEnd(() => waiting.off('close', leave))
  const noteSent = () => {
    times.noteSent()
    if (progress === undefined) return
    progress.isWhole = true
    outgoing.socket?.setTimeout(timeouts.answer + graceOf(progress) * 1000)
  }
  if (body === undefined) outgoing.end()
  else outgoing.once('finish', noteSent)
}

function isStale(outgoing: ClientRequest, error: Error): boolean {
  return outgoing.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(codeOf(error))
}
