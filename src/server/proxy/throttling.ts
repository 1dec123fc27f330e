import type { IncomingHttpHeaders } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { BREAK_HEADER, RATE_HEADER } from '../../core/traffic/refdrop-headers.ts'

/** How the page has a body sent, to see what the upstream makes of it. */
export interface Throttling {
  /** At most; infinite for as fast as it goes. */
  bytesPerSecond: number
  /** Bytes of the body after which the connection is broken off; infinite for never. */
  breakAfter: number
}

/** Whether anything of the kind is asked for, well or badly. */
export function asksToThrottle(headers: IncomingHttpHeaders): boolean {
  return [RATE_HEADER, BREAK_HEADER].some((name) => headers[name.toLowerCase()] !== undefined)
}

/** What is asked for, or why that cannot be done, in a sentence that names the header. */
export function readThrottling(
  headers: IncomingHttpHeaders,
): { throttling: Throttling | undefined } | { refusal: ErrorWire } {
  if (!asksToThrottle(headers)) return { throttling: undefined }
  const bytesPerSecond = readWhole(headers, RATE_HEADER, 1)
  if (bytesPerSecond === undefined) return { refusal: refuse(RATE_HEADER, 1) }
  const breakAfter = readWhole(headers, BREAK_HEADER, 0)
  if (breakAfter === undefined) return { refusal: refuse(BREAK_HEADER, 0) }
  return { throttling: { bytesPerSecond, breakAfter } }
}

/** Infinite where there is no such header; undefined where it is no number of that kind. */
function readWhole(headers: IncomingHttpHeaders, name: string, least: number): number | undefined {
  const text = headers[name.toLowerCase()]
  if (text === undefined) return Number.POSITIVE_INFINITY
  const value = /^\d+$/.test(String(text)) ? Number(text) : -1
  return value < least ? undefined : value
}

function refuse(field: string, least: number): ErrorWire {
  return refuseField(`${field} must be a whole number of at least ${least}.`, field)
}
