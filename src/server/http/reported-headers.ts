import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HeaderList } from '../../core/api/credential.ts'
import {
  REPORTED_HEADERS_HEADER,
  type ReportedHeaders,
} from '../../core/traffic/refdrop-headers.ts'
import { encodeReport } from './header-report.ts'
import { callerOf } from './same-origin.ts'

/**
 * Reports the headers that were sent and received in a header of the response. Only this server's
 * own page gets the report. Must be called before the response starts.
 */
export function reportHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  reported: ReportedHeaders,
): void {
  if (callerOf(request) !== 'this-page') return
  response.setHeader(REPORTED_HEADERS_HEADER, encodeReport(reported))
}

/** Pairs of name and value from Node's flat list. */
export function pairsOf(rawHeaders: readonly string[]): HeaderList {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
}
