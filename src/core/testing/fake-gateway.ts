import { type ContentHash, isContentHash } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import { SIZE_LIMIT } from '../api/v1/limits-v1.ts'
import { ROUTES_1 } from '../api/v1/routes-v1.ts'
import { BAD_KEY, type CheckCall, type CheckRequest } from '../traffic/checks/check.ts'
import { GIF_TYPE } from '../traffic/checks/tiny-gif.ts'
import { headerOf, toExchange } from '../traffic/observed-call.ts'

const OWN_KEY = 'varg_own_key_0123456789'

/** A raw response. Status 0 means no response. */
export interface FakeResponse {
  status: number
  headers: HeaderList
  body: Uint8Array
}

/** A request, with the response of a correct gateway. */
export interface FakeRequest extends CheckRequest {
  /** Hash of the body. Bodies over the size limit count as empty. */
  hash: ContentHash
  /** The response of a gateway that conforms to its contract. */
  correct: FakeResponse
}

/** One deviation from the contract. Returns undefined for requests that it does not affect. */
export type Flaw = (request: FakeRequest) => FakeResponse | undefined

/** Creates an in-memory gateway that conforms to its contract, except for one flaw. */
export function createFakeGateway(flaw: Flaw = () => undefined) {
  const files = new Map<string, Uint8Array>()
  const requests: CheckRequest[] = []

  function respond(request: CheckRequest, hash: ContentHash): FakeResponse {
    const { target, key, headers, body = new Uint8Array() } = request
    if (target.startsWith('https:')) return serve(files.get(target), headerOf(headers, 'Range'))
    if (key !== 'own') return refusal(401, 'AuthError')
    if (target === ROUTES_1.balance.path) return json(200, { balance_cents: 1234 })
    const announced = headerOf(headers, 'X-Content-Hash')
    if (body.length > SIZE_LIMIT) return refusal(413, 'PayloadTooLargeError')
    if (body.length === 0) return refusal(400, 'ValidationError')
    if (announced !== undefined && !isContentHash(announced)) return refusal(400, 'ValidationError')
    if (announced !== undefined && announced !== hash) return refusal(400, 'ValidationError')
    const url = `https://s3.example/u/1/${hash.slice(7)}.gif`
    const deduplicated = files.has(url)
    files.set(url, body)
    const size = body.length
    return json(200, { file_id: hash, url, hash, size, media_type: GIF_TYPE, deduplicated })
  }

  const call: CheckCall = async (request, signal) => {
    signal.throwIfAborted()
    requests.push(request)
    const { method, target, key, headers, body } = request
    // No flaw needs the hash of an oversized body, and hashing it is slow.
    const hash = await hashBytes(body && body.length <= SIZE_LIMIT ? body : new Uint8Array())
    const correct = respond(request, hash)
    const response = flaw({ ...request, hash, correct }) ?? correct
    const { status } = response
    const credential = { own: OWN_KEY, bad: BAD_KEY, none: undefined }[key]
    const exchange = toExchange(
      {
        at: requests.length,
        method,
        path: target,
        headers: credential ? [...headers, ['Authorization', `Bearer ${credential}`]] : headers,
        body: body && { size: body.length },
        response:
          status === 0
            ? undefined
            : { status, headers: response.headers, body: new TextDecoder().decode(response.body) },
        failure: status === 0 ? { kind: 'no-connection' } : undefined,
        ended: 5,
      },
      {
        id: String(requests.length),
        purpose: 'check',
        gateway: 'varg',
        url: target.startsWith('/') ? `https://api.example${target}` : target,
      },
    )
    return { exchange, bytes: response.body }
  }

  return { call, requests, files }
}

export const NO_RESPONSE: FakeResponse = { status: 0, headers: [], body: new Uint8Array() }

export function json(status: number, data: unknown, headers: HeaderList = []): FakeResponse {
  const body = new TextEncoder().encode(JSON.stringify(data))
  return { status, headers: [['Content-Type', 'application/json'], ...headers], body }
}

/** An HTML page of a CDN in front of the gateway. */
export function page(status: number): FakeResponse {
  const body = new TextEncoder().encode('<h1>Sorry</h1>')
  return { status, headers: [['Content-Type', 'text/html']], body }
}

export function refusal(status: number, error: string, headers: HeaderList = []): FakeResponse {
  return json(status, { error, message: `Refused with ${status}.` }, headers)
}

export async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
  return `sha256:${digits.join('')}`
}

function serve(file: Uint8Array | undefined, range: string | undefined): FakeResponse {
  if (!file) return refusal(404, 'NotFoundError')
  const type = ['Content-Type', GIF_TYPE] as const
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
  if (from === undefined) return { status: 200, headers: [type], body: file }
  return {
    status: 206,
    headers: [type, ['Content-Range', `bytes ${from}-${to}/${file.length}`]],
    body: file.slice(Number(from), Number(to) + 1),
  }
}
