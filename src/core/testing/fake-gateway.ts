import * as v from 'valibot'
import { type ApiVersion, DEFAULT_VERSION } from '../api/api-version.ts'
import { type ContentHash, isContentHash } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import { findRoute, idIn } from '../api/route.ts'
import { HASH_HEADER } from '../api/send-call.ts'
import { SIZE_LIMITS } from '../api/size-limits.ts'
import { ROUTES_1 } from '../api/v1/routes-v1.ts'
import { maybeHash } from '../api/v2/lenient.ts'
import { ROUTES_2 } from '../api/v2/routes-v2.ts'
import { FILE_NAME_HEADER } from '../api/v2/send-v2.ts'
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

interface FakeFile {
  id: string
  url: string
  hash: ContentHash
  body: Uint8Array
  name: string | undefined
}

const ROUTES = { 1: Object.values(ROUTES_1), 2: Object.values(ROUTES_2) }

const CODES = {
  1: {
    400: 'ValidationError',
    401: 'AuthError',
    404: 'NotFoundError',
    413: 'PayloadTooLargeError',
  },
  2: { 400: 'invalid_request', 401: 'unauthorized', 404: 'file_not_found', 413: 'file_too_large' },
} as const

const PACE: HeaderList = [
  ['X-RateLimit-Limit', '60'],
  ['X-RateLimit-Remaining', '41'],
  ['X-RateLimit-Reset', '2026-09-03T08:15:00.000Z'],
]

/** Creates an in-memory gateway that conforms to its contract, except for one flaw. */
export function createFakeGateway(
  flaw: Flaw = () => undefined,
  version: ApiVersion = DEFAULT_VERSION,
) {
  /** By URL. */
  const files = new Map<string, FakeFile>()
  const requests: CheckRequest[] = []

  function respond(request: CheckRequest, hash: ContentHash): FakeResponse {
    const { method, target, key, headers } = request
    if (target.startsWith('https:')) {
      return serve(files.get(target)?.body, headerOf(headers, 'Range'))
    }
    if (key !== 'own') return refuse(401)
    const route = findRoute(ROUTES[version], method, target)
    const query = new URLSearchParams(target.split('?')[1])
    const byId = (id: string | undefined) => [...files.values()].find((file) => file.id === id)
    switch (route) {
      case ROUTES_1.balance:
        return json(200, { balance_cents: 1234 })
      case ROUTES_2.balance:
        return json(200, { available: 1234 }, PACE)
      case ROUTES_2.me:
        return json(200, { userId: 'user_1', email: null }, PACE)
      case ROUTES_2.ask: {
        const asked = v.parse(maybeHash, query.get('hash'))
        const file = [...files.values()].find((one) => one.hash === asked)
        return json(200, { exists: file !== undefined, file: file ? found(file) : null }, PACE)
      }
      case ROUTES_2.list: {
        const data = Array.from(files.values(), listed)
        return json(200, { data, nextCursor: null }, PACE)
      }
      case ROUTES_2.file: {
        const file = byId(idIn(ROUTES_2.file, target))
        return file ? json(200, listed(file), PACE) : refuse(404)
      }
      case ROUTES_2.remove: {
        const file = byId(idIn(ROUTES_2.remove, target))
        if (!file) return refuse(404)
        files.delete(file.url)
        return json(200, { deleted: true }, PACE)
      }
      default:
        return receive(request, hash)
    }
  }

  function receive(
    { headers, body = new Uint8Array(), size = body.length }: CheckRequest,
    hash: ContentHash,
  ): FakeResponse {
    const announced = headerOf(headers, HASH_HEADER)
    if (size > SIZE_LIMITS[version].max) return refuse(413)
    if (size === 0) return refuse(400)
    const read = version === 2 ? v.parse(maybeHash, announced) : announced
    if (announced !== undefined && (!isContentHash(read) || read !== hash)) return refuse(400)
    const url = `https://s3.example/u/1/${hash.slice(7)}.gif`
    const deduplicated = files.has(url)
    const name = headerOf(headers, FILE_NAME_HEADER)
    const file = files.get(url) ?? { id: `file_${hash.slice(7, 15)}`, url, hash, body, name }
    files.set(url, file)
    const { id: file_id } = file
    const answer = { file_id, url, hash, size, media_type: GIF_TYPE, deduplicated }
    return version === 1
      ? json(200, answer)
      : json(200, { ...answer, filename: name ?? null, title: null, metadata: null }, PACE)
  }

  function refuse(status: keyof (typeof CODES)[ApiVersion]): FakeResponse {
    const code = CODES[version][status]
    if (version === 1) return refusal(status, code)
    return json(
      status,
      { error: { code, message: `Refused with ${status}.`, details: null } },
      PACE,
    )
  }

  const call: CheckCall = async (request, signal) => {
    signal.throwIfAborted()
    requests.push(request)
    const { method, target, key, headers, body, size = body?.length ?? 0 } = request
    // No flaw needs the hash of an oversized body.
    const isWhole = body && size === body.length
    const hash = await hashBytes(isWhole ? body : new Uint8Array())
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
        body: body && { size },
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

/** A file in the response to an ask by hash. */
function found({ id, url, body, name }: FakeFile) {
  const size = body.length
  return { file_id: id, url, media_type: GIF_TYPE, size, filename: name ?? null, origin: 'upload' }
}

/** A file in a list. */
function listed({ id, url, hash, body, name }: FakeFile) {
  const size_bytes = body.length
  return { id, url, media_type: GIF_TYPE, size_bytes, hash, filename: name ?? null }
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

/** An error in the shape of version 1. */
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
