import type { Problem } from '../api/problem.ts'
import { type Exchange, phaseOf } from './exchange.ts'
import { words } from './words.ts'

/** Coarse result of an exchange. `broken`: the gateway sent no complete response. */
export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'broken'

const CLASSES: Readonly<Record<string, StatusClass>> = {
  1: '1xx',
  2: '2xx',
  3: '3xx',
  4: '4xx',
  5: '5xx',
}

export function statusClassOf(exchange: Exchange): StatusClass {
  if (isCutShort(exchange) || !exchange.response || exchange.response.from === 'server') {
    return 'broken'
  }
  return CLASSES[Math.floor(exchange.response.status / 100)] ?? 'broken'
}

/** The result in a word or two: `200`, `502`, `no answer`. */
export function outcomeWords(exchange: Exchange): string {
  const { response, failure } = exchange
  if (failure === 'aborted') return words.outcome.aborted
  if (response && !isCutShort(exchange)) return String(response.status)
  return failure === undefined ? words.outcome.noAnswer : breakWords(failure, exchange)
}

/** Whether the call succeeded. The response was validated when it arrived. */
export function isGood(exchange: Exchange): boolean {
  return exchange.failure === undefined && /^[123]/.test(statusClassOf(exchange))
}

/** Short labels to show beside the status. */
export function marksOf({ purpose, response, failure }: Exchange): string[] {
  const kind = typeof failure === 'object' ? failure.kind : undefined
  const marks: (string | false)[] = [
    purpose === 'test' && words.mark.test,
    purpose === 'check' && words.mark.check,
    response?.from === 'server' && words.mark.byRefdrop,
    kind === 'bad-answer' && words.mark.badAnswer,
    kind === 'cdn-page' && words.mark.cdnPage,
    (kind === 'mismatch' || kind === 'fetched-mismatch') && words.mark.mismatch,
  ]
  return marks.filter((mark) => mark !== false)
}

/** Splits the URL: `api.varg.ai` and `/v1/files`. An invalid URL is all path. */
export function placeOf({ request }: Exchange): { host: string; path: string } {
  const [, host = '', path = request.url] =
    /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/is.exec(request.url) ?? []
  return { host, path: path === '' ? '/' : path }
}

/** Whether the call ended before its response was complete. The status is then ignored. */
function isCutShort({ failure }: Exchange): boolean {
  if (failure === undefined || failure === 'aborted') return failure === 'aborted'
  return failure.kind === 'no-connection' || failure.kind === 'stalled'
}

function breakWords(failure: Problem, exchange: Exchange): string {
  if (failure.kind === 'no-answer' || phaseOf(exchange) === 'answering')
    return words.outcome.noAnswer
  if (failure.kind === 'stalled') return words.outcome.stalled
  return failure.kind === 'no-connection' ? words.outcome.brokenOff : words.outcome.noAnswer
}
