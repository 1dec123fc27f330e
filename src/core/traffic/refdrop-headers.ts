import * as v from 'valibot'
import type { HeaderList } from '../api/credential.ts'
import { parseJson } from '../text/parse-json.ts'

/** Id of a call in our server's response and in its log. */
export const REQUEST_ID_HEADER = 'X-Refdrop-Request'

/** In our server's response: the headers that it sent to the gateway and got back. */
export const REPORTED_HEADERS_HEADER = 'X-Refdrop-Headers'

/** Asks our server to limit the request body to this many bytes per second. */
export const RATE_HEADER = 'X-Refdrop-Rate'

/** Asks our server to abort its connection to the gateway after this many bytes of the body. */
export const BREAK_HEADER = 'X-Refdrop-Break-After'

export const HeadersSchema = v.custom<HeaderList>(
  (value) => Array.isArray(value) && value.every(isHeader),
)

const ReportedHeadersSchema = v.object({
  /** Request headers that the gateway got. Keys are masked. */
  sent: HeadersSchema,
  /** Response headers of the gateway, without cookies. Undefined without a response. */
  got: v.optional(HeadersSchema),
})

/** Headers of a call that our server reports with its response. */
export interface ReportedHeaders {
  sent: HeaderList
  got?: HeaderList | undefined
}

function isHeader(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
  )
}

/** Encodes the value of {@link REPORTED_HEADERS_HEADER}: one line of ASCII for any headers. */
export function encodeReportedHeaders(told: ReportedHeaders): string {
  return encodeURIComponent(JSON.stringify(told))
}

/** @returns undefined when the value is missing or invalid. Never throws. */
export function decodeReportedHeaders(value: string | null): ReportedHeaders | undefined {
  if (value === null) return undefined
  try {
    const parsed = v.safeParse(ReportedHeadersSchema, parseJson(decodeURIComponent(value)))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
