import { type ContentHash, isContentHash, PATHS } from '../api/contract.ts'
import { SIZE_LIMIT } from '../api/size-limit.ts'
import { BAD_KEY } from '../traffic/checks/bad-key.ts'
import type { CheckCall, CheckRequest } from '../traffic/checks/check.ts'
import { GIF_TYPE } from '../traffic/checks/tiny-gif.ts'
import type { HeaderList } from '../traffic/exchange.ts'
import { headerOf, toExchange } from '../traffic/observed-call.ts'

const OWN_KEY = 'varg_own_key_0123456789'

/** An answer as it is on the wire. */
export interface PlayedAnswer {
  status: number
  headers: HeaderList
  body: Uint8Array
}

/** What a request is, for whoever wants to answer it in another way. */
export interface PlayedRequest extends CheckRequest {
  /** Of its body. */
  hash: ContentHash
  /** What the gateway that keeps its contract answers. */
  right: PlayedAnswer
}

/** One way to misbehave: another answer, or undefined where it answers as it should. */
export type Flaw = (request: PlayedRequest) => PlayedAnswer | undefined

/** A gateway in memory that keeps its contract, but for one flaw. */
export function playGateway(flaw: Flaw = () => undefined) {
  const files = new Map<string, Uint8Array>()
  const asked: CheckRequest[] = []

  function answer(request: CheckRequest, hash: ContentHash): PlayedAnswer {
    const { target, key, headers, body = new Uint8Array() } = request
    if (target.startsWith('https:')) return serve(files.get(target), headerOf(headers, 'Range'))
    if (key !== 'own') return refusal(401, 'AuthError')
    if (target === PATHS.balance) return json(200, { balance_cents: 1234 })
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
    asked.push(request)
    const { method, target, key, headers, body } = request
    // Of what is too large nobody asks the hash, and it would take its time.
    const hash = await hashBytes(body && body.length <= SIZE_LIMIT ? body : new Uint8Array())
    const right = answer(request, hash)
    const given = flaw({ ...request, hash, right }) ?? right
    const { status } = given
    const credential = { own: OWN_KEY, bad: BAD_KEY, none: undefined }[key]
    const exchange = toExchange(
      {
        at: asked.length,
        method,
        path: target,
        headers: credential ? [...headers, ['Authorization', `Bearer ${credential}`]] : headers,
        body: body && { size: body.length },
        response:
          status === 0
            ? undefined
            : { status, headers: given.headers, body: new TextDecoder().decode(given.body) },
        failure: status === 0 ? { kind: 'no-connection' } : undefined,
        ended: 5,
      },
      {
        id: String(asked.length),
        purpose: 'check',
        gateway: 'varg',
        url: target.startsWith('/') ? `https://api.example${target}` : target,
      },
    )
    return { exchange, bytes: given.body }
  }

  return { call, asked, files }
}

/** Nobody answers. */
export const SILENCE: PlayedAnswer = { status: 0, headers: [], body: new Uint8Array() }

export function json(status: number, data: unknown, headers: HeaderList = []): PlayedAnswer {
  const body = new TextEncoder().encode(JSON.stringify(data))
  return { status, headers: [['Content-Type', 'application/json'], ...headers], body }
}

/** A page, as a CDN answers in a gateway's place. */
export function page(status: number): PlayedAnswer {
  const body = new TextEncoder().encode('<h1>Sorry</h1>')
  return { status, headers: [['Content-Type', 'text/html']], body }
}

export function refusal(status: number, error: string, headers: HeaderList = []): PlayedAnswer {
  return json(status, { error, message: `Refused with ${status}.` }, headers)
}

export async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0'))
  return `sha256:${digits.join('')}`
}

function serve(file: Uint8Array | undefined, range: string | undefined): PlayedAnswer {
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
