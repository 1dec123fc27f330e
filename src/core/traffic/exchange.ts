import type { ContentHash } from '../api/contract.ts'
import type { HeaderList } from '../api/credential.ts'
import type { GatewayId } from '../api/gateways.ts'
import { maskKey, redact } from '../api/key.ts'
import type { Problem } from '../api/problem.ts'
import { words } from './secret-words.ts'

/** Maximum characters of a body that are kept. */
export const BODY_LIMIT = 65_536

/** Why a call was made. */
export type Purpose = 'upload' | 'test' | 'check' | 'page'

/** The file that a call is about. */
export interface Subject {
  /** File name with folder. */
  path: string
  hash: ContentHash
}

export interface RequestFacts {
  method: string
  /** The gateway's own URL: `https://api.varg.ai/v1/files`. */
  url: string
  /** The headers that the gateway got. Without a report of our server, the headers of the page. */
  headers: HeaderList
  /** Whether our server reported the headers that it sent to the gateway. */
  isAsSent: boolean
  body?:
    | {
        /** Bytes. */
        size: number
        /** Undefined when the body was not hashed. */
        hash?: ContentHash | undefined
        /** JSON of at most {@link BODY_LIMIT} characters. Undefined for files and longer bodies. */
        text?: string | undefined
      }
    | undefined
}

export interface ResponseFacts {
  status: number
  headers: HeaderList
  /** The first characters of the body, at most {@link BODY_LIMIT}. */
  body: string
  /** Characters of the whole body after masking keys. Larger than `body` when that is truncated. */
  length: number
  /** `server`: our own server reports why there is no response from the gateway. */
  from: 'gateway' | 'server'
}

export type Phase = 'connecting' | 'sending' | 'answering' | 'reading'

/**
 * Times in milliseconds. `waited` and `hashed` are durations before the call. The others count from
 * the start of the call.
 */
export interface Timing {
  waited?: number | undefined
  hashed?: number | undefined
  /** The connection to the gateway was ready. 0 for a reused one. Reported by our server. */
  connected?: number | undefined
  /** The whole request was sent: to the gateway if our server reported it, else by the page. */
  sent?: number | undefined
  /** The response headers arrived. */
  answered?: number | undefined
  ended: number
}

/** One call to a gateway, or to our own server. Holds no whole key: see {@link redact}. */
export interface Exchange {
  /** Sorts by start time. */
  id: string
  /** Id of the call in the log of our server. */
  requestId?: string | undefined
  /** Start, in milliseconds since 1970. */
  at: number
  purpose: Purpose
  gateway: GatewayId
  subject?: Subject | undefined
  /** Descriptions of custom send options: `without X-Content-Hash`. */
  test?: readonly string[] | undefined
  request: RequestFacts
  /** Undefined when the call failed before a response. */
  response?: ResponseFacts | undefined
  /** Why there is no valid response. `aborted` when the user or the page aborted the call. */
  failure?: Problem | 'aborted' | undefined
  timing: Timing
}

/** Groups the calls of a file, made with any key: `varg sha256:…`. */
export function subjectKey(gateway: GatewayId, hash: string): string {
  return `${gateway} ${hash}`
}

/** Headers whose values are never shown. */
const SECRET_HEADERS = new Set(['cookie', 'set-cookie', 'proxy-authorization'])

/** The only form of `Authorization` that may be shown: a masked key. */
const MASKED_CREDENTIAL = /^(?:Bearer )?varg_…[A-Za-z0-9_-]{0,4}$/i

/** Masks keys in names and values of all headers, and hides the values of secret headers. */
export function redactHeaders(headers: HeaderList): HeaderList {
  return headers.map(([given, value]) => {
    const name = redact(given)
    const kind = name.toLowerCase()
    if (SECRET_HEADERS.has(kind)) return [name, words.notShown]
    return [name, kind === 'authorization' ? redactCredential(value) : redact(value)]
  })
}

/** Hides every other credential, because it may be a key with a typing error. */
function redactCredential(value: string): string {
  const masked = value.replace(/varg_[A-Za-z0-9_-]+/, maskKey)
  if (MASKED_CREDENTIAL.test(masked)) return masked
  return /^Bearer /i.test(value) ? `Bearer ${words.notShown}` : words.notShown
}

/** The phase in which a failed call ended. */
export function phaseOf({ timing, response }: Exchange): Phase {
  if (response?.from === 'gateway' || timing.answered !== undefined) return 'reading'
  if (timing.sent !== undefined) return 'answering'
  return timing.connected === undefined ? 'connecting' : 'sending'
}
