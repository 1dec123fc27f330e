import { GATEWAYS } from '../../api/gateways.ts'
import { redact } from '../../api/key.ts'
import { formatMilliseconds } from '../../text/format.ts'
import { writeCode, writeFence } from '../../text/markdown-code.ts'
import type { Exchange } from '../exchange.ts'
import { headerOf } from '../observed-call.ts'
import { timePhases } from '../timing-phases.ts'
import { describeBody, describeFailure } from './describe-call.ts'
import { rawHttpOf } from './raw-http.ts'
import { redactExchange } from './redact-exchange.ts'
import { words } from './words.ts'

/** Facts about the page for a report. */
export interface ReportContext {
  version: string
  /** The browser's user agent. */
  browser: string
}

/**
 * Writes one call as Markdown for an issue. Contains no key, no bytes of the file and no folder.
 * Names, headers and bodies are in code: they are never markup, mentions or links.
 */
export function bugReportOf(exchange: Exchange, { version, browser }: ReportContext): string {
  const redacted = redactExchange(exchange)
  const { at, gateway, requestId, response } = redacted
  const facts: [name: string, value: string | undefined][] = [
    [words.report.call, describeCall(redacted)],
    [words.report.differences, redacted.test?.join(', ')],
    [words.report.outcome, describeOutcome(redacted)],
    [words.report.time, new Date(at).toISOString()],
    [
      words.report.gateway,
      `${hostOf(redacted) ?? words.report.unknownGateway} (${GATEWAYS[gateway].label})`,
    ],
    [words.report.requestId, requestId],
    ['x-request-id', headerOf(response?.headers ?? [], 'X-Request-Id')],
    ['cf-ray', headerOf(response?.headers ?? [], 'CF-Ray')],
    ['Refdrop', version],
    [words.report.browser, browser],
    [words.report.timing, describeTiming(redacted)],
  ]
  const lines = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`- ${name}: ${writeCode(redact(value))}`],
  )
  return `${lines.join('\n')}\n\n${writeFence(rawHttpOf(redacted), 'http')}\n`
}

function describeCall(exchange: Exchange): string {
  const { request, subject, purpose } = exchange
  const name = subject?.path.slice(subject.path.lastIndexOf('/') + 1)
  const body = request.body && describeBody(exchange)
  const call = `${request.method} ${request.url}`
  return [`${call} (${words.report.purposes[purpose]})`, name, body]
    .filter((part) => part !== undefined)
    .join(', ')
}

function describeOutcome(exchange: Exchange): string {
  const { response } = exchange
  const by = response?.from === 'server' ? ` ${words.byServer}` : ''
  const status = response ? `${response.status}${by}` : words.noAnswer
  const failure = describeFailure(exchange)
  return failure === undefined ? status : `${status}: ${failure}`
}

function describeTiming(exchange: Exchange): string {
  const { phases, total } = timePhases(exchange)
  const parts = phases.map(({ name, duration, isBroken }) => {
    const phase = `${words.report.phases[name]} ${formatMilliseconds(duration)}`
    return isBroken ? words.report.broke(phase) : phase
  })
  return [...parts, words.report.total(formatMilliseconds(total))].join(', ')
}

function hostOf({ request }: Exchange): string | undefined {
  return URL.canParse(request.url) ? new URL(request.url).host : undefined
}
