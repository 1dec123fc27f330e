import * as v from 'valibot'
import { parseJson } from '../text/parse-json.ts'
import type { HeaderList } from './exchange.ts'

/** Names a call in our server's answer and in its log. */
export const REQUEST_ID_HEADER = 'X-Refdrop-Request'

/** In our server's answer: what it sent to the gateway, and what headers the gateway answered with. */
export const REPORTED_HEADERS_HEADER = 'X-Refdrop-Headers'

/** Asks our server to send the body on at this many bytes a second. */
export const RATE_HEADER = 'X-Refdrop-Rate'

/** Asks our server to break the connection to the gateway off after this many bytes of the body. */
export const BREAK_HEADER = 'X-Refdrop-Break-After'

/** In a request of the page: a random id of the upload, by which the page asks for its report. */
export const UPLOAD_HEADER = 'X-Refdrop-Upload'

const HeadersSchema = v.array(v.tuple([v.string(), v.string()]))

const ReportedHeadersSchema = v.object({
  /** Headers of the request, as the gateway got them. Without a whole key. */
  sent: HeadersSchema,
  /** Headers of the gateway's answer; undefined where there was none. Without cookies. */
  got: v.optional(HeadersSchema),
})

/** What our server tells of a call beside its answer. */
export interface ReportedHeaders {
  sent: HeaderList
  got?: HeaderList | undefined
}

/** As the value of {@link REPORTED_HEADERS_HEADER}: ASCII in one line, whatever the headers hold. */
export function encodeReportedHeaders(told: ReportedHeaders): string {
  return encodeURIComponent(JSON.stringify(told))
}

/** Undefined for what is none. Never throws. */
export function decodeReportedHeaders(value: string | null): ReportedHeaders | undefined {
  if (value === null) return undefined
  try {
    const parsed = v.safeParse(ReportedHeadersSchema, parseJson(decodeURIComponent(value)))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
