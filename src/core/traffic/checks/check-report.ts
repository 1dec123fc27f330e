import { redact } from '../../api/key.ts'
import { writeCode, writeFence } from '../../text/markdown-code.ts'
import type { ReportContext } from '../export/bug-report.ts'
import { rawHttpOf } from '../export/raw-http.ts'
import { redactExchange } from '../export/redact-exchange.ts'
import type { Verdict } from './check.ts'
import {
  type CheckLine,
  sayUnreached,
  summarizeChecks,
  verdictOf,
  whyUnreached,
} from './check-line.ts'

/** What a report of checks says beside their outcomes. */
export interface CheckFacts extends ReportContext {
  /** Where the gateway is, as programs reach it: `https://api.varg.ai`. */
  gateway: string
  /** When the run began, in milliseconds since 1970. */
  at: number
}

const OUTCOMES: Record<Verdict['outcome'], string> = {
  pass: 'Pass',
  fail: 'Fail',
  unexpected: 'Unexpected',
  'not-applicable': 'Not applicable',
}

/** The one word, or two, for an outcome. */
export function nameOutcome(outcome: Verdict['outcome']): string {
  return OUTCOMES[outcome]
}

/**
 * A run of checks as Markdown for an issue: a line a check, and the calls behind what failed or was unexpected. It
 * holds no key; whatever the gateway answered is shown as it is, and is no markup.
 */
export function writeCheckMarkdown(lines: readonly CheckLine[], facts: CheckFacts): string {
  const { gateway, at, version, browser } = facts
  const code = (text: string) => writeCode(redact(text))
  const why = whyUnreached(lines)
  return `${[
    `## Checks of ${code(gateway)}`,
    [
      `- Outcome: ${why === undefined ? summarizeChecks(lines) : sayUnreached(code(why))}`,
      `- Time: ${new Date(at).toISOString()}`,
      `- Refdrop: ${code(version)}`,
      `- Browser: ${code(browser)}`,
    ].join('\n'),
    lines
      .map((line, place) => {
        const { outcome, reason } = judgmentOf(line)
        return `${place + 1}. ${nameOutcome(outcome)}: ${line.title}. ${code(reason)}`
      })
      .join('\n'),
    ...lines.filter(hasFindings).map(({ title, exchanges }) => {
      const calls = exchanges.map((exchange) => writeFence(rawHttpOf(exchange), 'http'))
      return [`### ${title}`, ...calls].join('\n\n')
    }),
  ].join('\n\n')}\n`
}

/** The same as JSON, for programs. It holds no key. */
export function writeCheckJson(lines: readonly CheckLine[], facts: CheckFacts): string {
  const { gateway, at, version, browser } = facts
  const report = {
    checksOf: gateway,
    at: new Date(at).toISOString(),
    refdrop: version,
    browser,
    summary: summarizeChecks(lines),
    checks: lines.map((line) => ({
      id: line.id,
      title: line.title,
      ...judgmentOf(line),
      ...(hasFindings(line) && { exchanges: line.exchanges.map(redactExchange) }),
    })),
  }
  return `${redact(JSON.stringify(report, null, 2))}\n`
}

function judgmentOf(line: CheckLine): Verdict {
  return verdictOf(line) ?? { outcome: 'not-applicable', reason: 'It is not over.' }
}

function hasFindings(line: CheckLine): boolean {
  const { outcome } = judgmentOf(line)
  return outcome === 'fail' || outcome === 'unexpected'
}
