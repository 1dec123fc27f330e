import type { ErrorWire } from '../../core/api/contract.ts'
import type { HeaderList } from '../../core/api/credential.ts'
import { describeIdleBody } from '../http/idle-body-error.ts'
import type { CallTimes } from '../proxy/call-times.ts'
import { decodeText } from '../proxy/decode-text.ts'
import { describeHost, ProxyFailure } from '../proxy/failure.ts'
import { linkGrace } from '../proxy/link-grace.ts'
import { checkStatus, RESPONSE_LIMIT, type UpstreamResponse } from '../proxy/response-rules.ts'
import type { Upstream } from '../proxy/upstream.ts'
import { Deadline } from './deadline.ts'
import type { EdgeTimeouts } from './edge-timeouts.ts'
import { describeFetchFailure } from './fetch-failure.ts'
import { PumpedBody } from './pumped-body.ts'

/** One call to the gateway, as the page requested it. */
export interface EdgeCall {
  upstream: Upstream
  method: string
  /** Path and query. Starts with the version: `/v1`. */
  target: string
  headers: HeaderList
  body: ReadableStream<Uint8Array> | null
  /** Aborts when the browser disconnects. */
  signal: AbortSignal
  times: CallTimes
}

/** The browser disconnected. */
export class ClientGone extends Error {}

/** The browser sent no byte of its body for too long. */
export class BodyTimeout extends Error {
  readonly wire: ErrorWire

  constructor(limit: number) {
    super()
    this.wire = describeIdleBody(limit)
  }
}

/**
 * Sends a call and resolves with the complete response, even if it comes early. Never follows a
 * redirect and never retries.
 *
 * @throws {ProxyFailure} if there is no complete response
 * @throws {BodyTimeout | ClientGone} if the browser does not send its body
 */
export async function fetchCall(call: EdgeCall, timeouts: EdgeTimeouts): Promise<UpstreamResponse> {
  const { signal } = call
  const deadline = new Deadline()
  const cancel = new AbortController()
  const leave = () => deadline.fail(new ClientGone())
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave)
  const pumped = pumpBody(call, timeouts, deadline)
  /** Whether the browser may still send its body. */
  let isSending = true
  try {
    const exchanged = exchange(call, pumped, timeouts, deadline, cancel.signal)
    return await Promise.race([deadline.failed, exchanged])
  } catch (caught) {
    isSending = caught instanceof ProxyFailure
    throw caught
  } finally {
    deadline.clear()
    // Has no effect once both bodies have ended.
    cancel.abort()
    // A browser reads no response before it has sent its body.
    if (isSending) await pumped?.drop(timeouts.bodyIdle)
    signal.removeEventListener('abort', leave)
  }
}

/** Starts to forward the body of the call, if it has one. */
function pumpBody(
  { upstream: { host }, headers, body, times }: EdgeCall,
  { response, bodyIdle, link }: EdgeTimeouts,
  deadline: Deadline,
): PumpedBody | undefined {
  if (body === null) {
    deadline.arm(response, () => describeHost(host, 'no-answer', 504))
    return undefined
  }
  const began = performance.now()
  const length = headers.find(([name]) => name === 'content-length')?.[1]
  return new PumpedBody(body, length === undefined ? undefined : Number(length), {
    onReading: () => deadline.arm(bodyIdle, () => new BodyTimeout(bodyIdle)),
    onWriting: () => deadline.arm(response, () => describeHost(host, 'no-progress', 504)),
    onSent: (taken) => {
      times.noteSent()
      const seconds = (performance.now() - began) / 1000
      const grace = linkGrace({ taken, seconds, isWhole: true }, link)
      deadline.arm(response + grace * 1000, () => describeHost(host, 'no-answer', 504))
    },
  })
}

async function exchange(
  { upstream, method, target, headers, times }: EdgeCall,
  pumped: PumpedBody | undefined,
  timeouts: EdgeTimeouts,
  deadline: Deadline,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const { host } = upstream
  const url = upstream.url + target
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body: pumped?.stream ?? null,
    duplex: 'half',
    redirect: 'manual',
    signal,
  }
  const response = await fetch(url, init).catch((error) => {
    throw describeFetchFailure(host, error)
  })
  times.noteFirstByte()
  pumped?.stop()
  deadline.arm(timeouts.response, () => describeHost(host, 'answer-unfinished', 504))
  const { status } = response
  checkStatus(url, status, response.headers.get('location') ?? undefined)
  const bytes = await readResponse(response, host)
  const fields = Object.fromEntries(response.headers)
  const text = decodeText(bytes, fields['content-type'])
  return { status, headers: fields, headerList: [...response.headers], text }
}

/** @throws {ProxyFailure} if the body breaks off or is too large */
async function readResponse({ body }: Response, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader()
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw describeHost(host, 'answer-broken-off')
    })
    if (done) break
    chunks.push(value)
    size += value.byteLength
    if (size > RESPONSE_LIMIT) throw describeHost(host, 'answer-too-large')
  }
  return joinBytes(chunks, size)
}

function joinBytes(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
