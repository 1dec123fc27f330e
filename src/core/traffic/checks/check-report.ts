import type { ApiVersion } from '../../api/api-version.ts'
import { redact } from '../../api/key.ts'
import { writeCode, writeFence } from '../../text/markdown-code.ts'
import type { ReportContext } from '../export/bug-report.ts'
import { rawHttpOf } from '../export/raw-http.ts'
import { redactExchange } from '../export/redact-exchange.ts'
import { words as reportWords } from '../export/words.ts'
import type { CheckResult } from './check.ts'
import {
  type CheckLine,
  describeUnreached,
  resultOf,
  summarizeChecks,
  whyUnreached,
} from './check-line.ts'
import { words } from './words.ts'

export interface CheckFacts extends ReportContext {
  /** The gateway's own URL: `https://api.varg.ai`. */
  gateway: string
  apiVersion: ApiVersion
  /** Start of the run, in milliseconds since 1970. */
  at: number
}

export function nameOutcome(outcome: CheckResult['outcome']): string {
  return words.outcome[outcome]
}

/**
 * Writes a run as Markdown for an issue: one line per check, and the calls of checks that failed or
 * were unexpected. Keys are masked. Text of the gateway is escaped, so that it is never markup.
 */
export function writeCheckMarkdown(lines: readonly CheckLine[], facts: CheckFacts): string {
  const { gateway, apiVersion, at, version, browser } = facts
  const code = (text: string) => writeCode(redact(text))
  const why = whyUnreached(lines)
  return `${[
    `## ${reportWords.report.checks(code(gateway))}`,
    [
      `- ${reportWords.report.outcome}: ${why === undefined ? summarizeChecks(lines) : describeUnreached(code(why))}`,
      `- ${reportWords.report.apiVersion}: ${apiVersion}`,
      `- ${reportWords.report.time}: ${new Date(at).toISOString()}`,
      `- Refdrop: ${code(version)}`,
      `- ${reportWords.report.browser}: ${code(browser)}`,
    ].join('\n'),
    lines
      .map((line, place) => {
        const { outcome, reason } = resultOrDefault(line)
        return `${place + 1}. ${nameOutcome(outcome)}: ${line.title}. ${code(reason)}`
      })
      .join('\n'),
    ...lines.filter(hasFindings).map(({ title, exchanges }) => {
      const calls = exchanges.map((exchange) => writeFence(rawHttpOf(exchange), 'http'))
      return [`### ${title}`, ...calls].join('\n\n')
    }),
  ].join('\n\n')}\n`
}

/** Writes the same report as JSON. Keys are masked. */
export function writeCheckJson(lines: readonly CheckLine[], facts: CheckFacts): string {
  const { gateway, apiVersion, at, version, browser } = facts
  const report = {
    checksOf: gateway,
    apiVersion,
    at: new Date(at).toISOString(),
    refdrop: version,
    browser,
    summary: summarizeChecks(lines),
    checks: lines.map((line) => ({
      id: line.id,
      title: line.title,
      ...resultOrDefault(line),
      ...(hasFindings(line) && { exchanges: line.exchanges.map(redactExchange) }),
    })),
  }
  return `${redact(JSON.stringify(report, null, 2))}\n`
}

function resultOrDefault(line: CheckLine): CheckResult {
  return resultOf(line) ?? { outcome: 'not-applicable', reason: words.notOver }
}

function hasFindings(line: CheckLine): boolean {
  const { outcome } = resultOrDefault(line)
  return outcome === 'fail' || outcome === 'unexpected'
}
