import { readUploaded, type UploadedFile } from '../api/contract.ts'
import { explain } from '../api/explain.ts'
import { redact } from '../api/key.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import { writeCsv } from '../text/csv.ts'
import { type DurationSummary, summarizeDurations } from './duration-summary.ts'
import type { Exchange } from './exchange.ts'
import { headerOf } from './observed-call.ts'

/** One send of a test as a line of a table. Without `milliseconds` it is not over, or never began. */
export interface RunRow {
  /** From 1. */
  number: number
  /** Of the gateway's answer; undefined where it gave none. */
  status?: number | undefined
  /** From its beginning until it was over. */
  milliseconds?: number | undefined
  deduplicated?: boolean | undefined
  /** Not yet trusted to be a link. */
  url?: string | undefined
  /** What broke, or why the answer does not count, in words. */
  trouble?: string | undefined
}

/** @param exchange undefined until it is over */
export function describeSend(exchange: Exchange | undefined, index: number): RunRow {
  const number = index + 1
  if (!exchange) return { number }
  const { response, failure, timing } = exchange
  const { file, problem } = readAnswer(exchange)
  const trouble =
    failure === 'aborted' ? 'Broken off before it was over' : wordsOf(failure ?? problem)
  return {
    number,
    status: response?.from === 'gateway' ? response.status : undefined,
    milliseconds: timing.ended,
    deduplicated: file?.deduplicated,
    url: file?.url,
    trouble: trouble && redact(trouble),
  }
}

/** How long those took that the gateway answered, in milliseconds; undefined where it answered none. */
export function summarizeRows(rows: readonly RunRow[]): DurationSummary | undefined {
  const answered = rows.filter(({ status }) => status !== undefined)
  return summarizeDurations(answered.flatMap(({ milliseconds }) => milliseconds ?? []))
}

/** The sends that are over as a table for other programs; unknown is empty. */
export function writeRunCsv(rows: readonly RunRow[]): string {
  return writeCsv([
    ['number', 'status', 'milliseconds', 'deduplicated', 'url', 'error'],
    ...rows
      .filter(({ milliseconds }) => milliseconds !== undefined)
      .map(({ number, status, milliseconds = 0, deduplicated, url, trouble }) =>
        [number, status, Math.round(milliseconds), deduplicated, url, trouble].map((value) =>
          String(value ?? ''),
        ),
      ),
  ])
}

function readAnswer({ response }: Exchange): { file?: UploadedFile; problem?: Problem } {
  if (response === undefined) return { problem: { kind: 'no-connection' } }
  const { status, headers, body } = response
  try {
    const mediaType = headerOf(headers, 'Content-Type') ?? ''
    return { file: readUploaded({ status, mediaType, body }) }
  } catch (caught) {
    return { problem: asProblem(caught) }
  }
}

/** The gateway's own words where it has some: who tests wants to know which error it was. */
function wordsOf(problem: Problem | undefined): string | undefined {
  if (!problem) return undefined
  const { what, gateway } = explain(problem)
  if (!gateway) return what
  // What our own server says is a sentence already.
  return gateway.code === 'ProxyError' ? gateway.message : `${gateway.code}: ${gateway.message}`
}
