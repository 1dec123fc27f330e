import type { UploadedFile } from '../api/contract.ts'
import { explain, explainInFull } from '../api/explain.ts'
import { redact } from '../api/key.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import { SENDS, versionOfSend } from '../api/sends.ts'
import { writeCsv } from '../text/csv.ts'
import { type DurationSummary, summarizeDurations } from './duration-summary.ts'
import type { Exchange } from './exchange.ts'
import { headerOf } from './observed-call.ts'
import { words } from './words.ts'

/** One send of a run as a table row. Without `milliseconds` it is in flight or never started. */
export interface RunRow {
  /** Starts at 1. */
  number: number
  /** Status of the gateway's response. Undefined without a response. */
  status?: number | undefined
  /** From start to end. */
  milliseconds?: number | undefined
  deduplicated?: boolean | undefined
  /** Untrusted: the gateway may send a URL that is no link. */
  url?: string | undefined
  /** What failed, or why the response is invalid. */
  error?: string | undefined
}

/** @param exchange undefined while the send is in flight */
export function describeSend(exchange: Exchange | undefined, index: number): RunRow {
  const number = index + 1
  if (!exchange) return { number }
  const { response, failure, timing } = exchange
  const { file, problem } = readResponse(exchange)
  const error = failure === 'aborted' ? words.abortedSend : wordsOf(failure ?? problem)
  return {
    number,
    status: response?.from === 'gateway' ? response.status : undefined,
    milliseconds: timing.ended,
    deduplicated: file?.deduplicated,
    url: file?.url,
    error: error && redact(error),
  }
}

/**
 * Summarizes the durations of sends with a response from the gateway, in milliseconds.
 *
 * @returns undefined when there is no such send
 */
export function summarizeRows(rows: readonly RunRow[]): DurationSummary | undefined {
  const complete = rows.filter(({ status }) => status !== undefined)
  return summarizeDurations(complete.flatMap(({ milliseconds }) => milliseconds ?? []))
}

/** Writes finished sends as CSV. Unknown values are empty cells. */
export function writeRunCsv(rows: readonly RunRow[]): string {
  return writeCsv([
    ['number', 'status', 'milliseconds', 'deduplicated', 'url', 'error'],
    ...rows
      .filter(({ milliseconds }) => milliseconds !== undefined)
      .map(({ number, status, milliseconds = 0, deduplicated, url, error }) =>
        [number, status, Math.round(milliseconds), deduplicated, url, error].map((value) =>
          String(value ?? ''),
        ),
      ),
  ])
}

/** Placeholder for an unknown hash of a send. Rows do not show it. */
const NO_HASH = 'sha256:'

function readResponse({ request, response, subject }: Exchange): {
  file?: UploadedFile
  problem?: Problem
} {
  if (response === undefined) return { problem: { kind: 'no-connection' } }
  const { status, headers, body } = response
  try {
    const mediaType = headerOf(headers, 'Content-Type') ?? ''
    const { hash, size = 0 } = request.body ?? {}
    const sent = { hash: hash ?? subject?.hash ?? NO_HASH, size, mediaType: '' }
    return { file: SENDS[versionOfSend(request.url)].read({ status, mediaType, body }, sent) }
  } catch (caught) {
    return { problem: asProblem(caught) }
  }
}

/** Prefers the gateway's own code and message, because testers want to see which error it was. */
function wordsOf(problem: Problem | undefined): string | undefined {
  if (!problem) return undefined
  const { gateway } = explain(problem)
  return gateway ? `${gateway.code}: ${gateway.message}` : explainInFull(problem)
}
