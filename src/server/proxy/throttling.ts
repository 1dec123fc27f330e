import type { ErrorWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { BREAK_HEADER, RATE_HEADER } from '../../core/traffic/refdrop-headers.ts'
import type { HeaderFields } from './forwarded-headers.ts'

/** The limits of a custom send. */
export interface Throttling {
  /** Maximum rate. Infinite for no limit. */
  bytesPerSecond: number
  /** Bytes of the body after which the connection is closed. Infinite for no break. */
  breakAfter: number
}

/** Whether a throttling header is present, valid or not. */
export function isThrottled(headers: Readonly<HeaderFields>): boolean {
  return [RATE_HEADER, BREAK_HEADER].some((name) => headers[name.toLowerCase()] !== undefined)
}

/** Reads the throttling headers. A refusal names the invalid header. */
export function readThrottling(
  headers: Readonly<HeaderFields>,
): { throttling: Throttling | undefined } | { refusal: ErrorWire } {
  if (!isThrottled(headers)) return { throttling: undefined }
  const bytesPerSecond = readWhole(headers, RATE_HEADER, 1)
  if (bytesPerSecond === undefined) return { refusal: refuse(RATE_HEADER, 1) }
  const breakAfter = readWhole(headers, BREAK_HEADER, 0)
  if (breakAfter === undefined) return { refusal: refuse(BREAK_HEADER, 0) }
  return { throttling: { bytesPerSecond, breakAfter } }
}

/** Infinite without the header. Undefined if it is not a whole number of at least `least`. */
function readWhole(
  headers: Readonly<HeaderFields>,
  name: string,
  least: number,
): number | undefined {
  const text = headers[name.toLowerCase()]
  if (text === undefined) return Number.POSITIVE_INFINITY
  const value = /^\d+$/.test(String(text)) ? Number(text) : -1
  return value < least ? undefined : value
}

function refuse(field: string, least: number): ErrorWire {
  return refuseField(`${field} must be a whole number of at least ${least}.`, field)
}
