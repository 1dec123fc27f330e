import type { ContentHash } from '../api/contract.ts'
import type { GatewayId } from '../api/gateways.ts'
import { maskKey, redact } from '../api/key.ts'
import type { Problem } from '../api/problem.ts'

/** Names and values of headers, in their order. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** Most characters of an answer's body that are kept. */
export const BODY_LIMIT = 65_536

/** Why a call was made. */
export type Purpose = 'upload' | 'test' | 'check' | 'page'

/** Of which file a call was. */
export interface Subject {
  /** Its name, with its folder. */
  path: string
  hash: ContentHash
}

export interface RequestFacts {
  method: string
  /** As programs ask for it: `https://api.varg.ai/v1/files`. */
  url: string
  /** As they were sent to the gateway or, where nobody told that, as the page asked for them. */
  headers: HeaderList
  /** Whether the headers are those that our server sent to the gateway, by its own word. */
  isAsSent: boolean
  body?: {
    /** Bytes. */
    size: number
    /** Undefined where it was not hashed. */
    hash?: ContentHash | undefined
  }
}

export interface ResponseFacts {
  status: number
  headers: HeaderList
  /** Its first characters, at most {@link BODY_LIMIT}. */
  body: string
  /** Characters of the whole body, in which keys are masked too: more than it has where it is cut. */
  length: number
  /** The gateway, or our own server, which tells why there is no answer of the gateway. */
  from: 'gateway' | 'server'
}

/** What a call was doing. */
export type Phase = 'connecting' | 'sending' | 'answering' | 'reading'

/**
 * When what happened, in milliseconds. `waited` and `hashed` are how long the file waited and was
 * hashed before the call; all others count from its beginning.
 */
export interface Timing {
  waited?: number | undefined
  hashed?: number | undefined
  /** The gateway could be written to; 0 on a connection from before. By our server's word. */
  connected?: number | undefined
  /** Every byte of the request was out: to the gateway, by our server's word, where it told. */
  sent?: number | undefined
  /** The head of the answer was here. */
  answered?: number | undefined
  /** It was over. */
  ended: number
}

/** One call of a gateway, or of our own server, as it went. Holds no whole key: see {@link redact}. */
export interface Exchange {
  /** Sorts by the time of its beginning. */
  id: string
  /** Of the call in the log of our server. */
  requestId?: string | undefined
  /** When it began, in milliseconds since 1970. */
  at: number
  purpose: Purpose
  gateway: GatewayId
  subject?: Subject | undefined
  /** How it was sent differently, in words: `without X-Content-Hash`. */
  test?: readonly string[] | undefined
  request: RequestFacts
  /** Undefined where it broke before there was one. */
  response?: ResponseFacts | undefined
  /** Why there is no answer that counts; `aborted` where a person, or the page, broke it off. */
  failure?: Problem | 'aborted' | undefined
  timing: Timing
}

/** The file whose calls these are, whichever key they were made with: `varg sha256:…`. */
export function subjectKey(gateway: GatewayId, hash: ContentHash): string {
  return `${gateway} ${hash}`
}

/** Headers of which nobody needs more than that they were there. */
const SECRET_HEADERS = new Set(['cookie', 'set-cookie', 'proxy-authorization'])

/** What may be seen of the value of `Authorization`: a masked key. */
const MASKED_CREDENTIAL = /^(?:Bearer )?varg_…[A-Za-z0-9_-]{0,4}$/i

/** Headers without what must not be shown: keys are masked, also where they do not belong. */
export function redactHeaders(headers: HeaderList): HeaderList {
  return headers.map(([given, value]) => {
    const name = redact(given)
    const kind = name.toLowerCase()
    if (SECRET_HEADERS.has(kind)) return [name, '(not shown)']
    return [name, kind === 'authorization' ? redactCredential(value) : redact(value)]
  })
}

/** Whatever else is sent in the place of a key may be one, with a slip in it. */
function redactCredential(value: string): string {
  const masked = value.replace(/varg_[A-Za-z0-9_-]+/, maskKey)
  if (MASKED_CREDENTIAL.test(masked)) return masked
  return /^Bearer /i.test(value) ? 'Bearer (not shown)' : '(not shown)'
}

/** Plain data in which every text is changed so; redacted, if nothing else is said. */
export function redactAll<T>(data: T, change = redact): T {
  return redactAny(data, change) as T
}

function redactAny(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data)
  if (Array.isArray(data)) return data.map((one) => redactAny(one, change))
  if (typeof data !== 'object' || data === null) return data
  const entries = Object.entries(data)
  return Object.fromEntries(entries.map(([name, value]) => [name, redactAny(value, change)]))
}

/** What it was doing when it broke. */
export function phaseOf({ timing, response }: Exchange): Phase {
  if (response?.from === 'gateway' || timing.answered !== undefined) return 'reading'
  if (timing.sent !== undefined) return 'answering'
  return timing.connected === undefined ? 'connecting' : 'sending'
}
