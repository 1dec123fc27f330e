import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../api/key.ts'
import { anyExchange, anyHostileText, exchangeOf } from '../../testing/made-exchanges.ts'
import type { Exchange } from '../exchange.ts'
import type { CheckResult } from './check.ts'
import { type CheckLine, summarizeChecks } from './check-line.ts'
import { type CheckFacts, writeCheckJson, writeCheckMarkdown } from './check-report.ts'

const FACTS: CheckFacts = {
  gateway: 'https://api.varg.ai',
  apiVersion: 2,
  at: 1_700_000_000_000,
  version: '1.2.3',
  browser: 'Mozilla/5.0',
}

const line = (result: CheckResult, exchanges = [exchangeOf()]): CheckLine => ({
  id: result.outcome,
  title: `Title of ${result.outcome}`,
  sends: 'nothing',
  state: { name: 'done', result },
  exchanges,
})

const LINES = [
  line({ outcome: 'pass', reason: 'Both agree.' }),
  line({ outcome: 'fail', reason: 'The answer was 500.' }),
  line({ outcome: 'not-applicable', reason: 'No URL.' }),
]

/** The lines outside of fenced code blocks, by the rules of CommonMark. */
function linesOutsideCode(markdown: string): string[] {
  const outside: string[] = []
  let fence: string | undefined
  for (const text of markdown.split('\n')) {
    const [, run, rest = ''] = /^(`{3,})(.*)$/.exec(text) ?? []
    if (fence === undefined) {
      if (run === undefined) outside.push(text)
      fence = run
    } else if (run !== undefined && run.length >= fence.length && rest.trim() === '') {
      fence = undefined
    }
  }
  expect(fence).toBeUndefined()
  return outside
}

describe('a Markdown report', () => {
  it('contains the facts, one line per check and the calls of failed checks', () => {
    const markdown = writeCheckMarkdown(LINES, FACTS)
    expect(markdown.slice(0, markdown.indexOf('```'))).toBe(`## Checks of \`https://api.varg.ai\`

- Result: 3 checks: 1 passed, 1 failed, 1 not applicable
- API version: 2
- Time: 2023-11-14T22:13:20.000Z
- Refdrop: \`1.2.3\`
- Browser: \`Mozilla/5.0\`

1. Pass: Title of pass. \`Both agree.\`
2. Fail: Title of fail. \`The answer was 500.\`
3. Not applicable: Title of not-applicable. \`No URL.\`

### Title of fail

`)
    expect(markdown.match(/POST \/v1\/files HTTP\/1.1/g)).toHaveLength(1)
  })

  it('keeps its structure and holds no key for any response', () => {
    const outline = linesOutsideCode(writeCheckMarkdown(LINES, FACTS)).length
    fc.assert(
      fc.property(anyHostileText, anyExchange, (reason, exchange) => {
        const lines = LINES.with(1, line({ outcome: 'fail', reason: `a${reason}` }, [exchange]))
        const markdown = writeCheckMarkdown(lines, FACTS)
        expect(linesOutsideCode(markdown)).toHaveLength(outline)
        expect(markdown).toBe(redact(markdown))
      }),
    )
  })
})

describe('a report of an unreachable gateway', () => {
  const unreached = (...exchanges: Exchange[]) => [
    line({ outcome: 'not-applicable', reason: 'There was no answer.' }, exchanges),
    line({ outcome: 'not-applicable', reason: 'Nobody answers there.' }, []),
  ]
  const message = 'It `refused` the connection.'
  const failure = { kind: 'refused', status: 502, code: 'ProxyError', message } as const
  const failed = { response: undefined, failure: { kind: 'no-connection' } } as const

  it.each<[exchanges: Exchange[], summary: string]>([
    [
      [exchangeOf({ failure, response: { status: 502, from: 'server' } })],
      "The gateway can't be reached, so nothing was checked: It `refused` the connection",
    ],
    [
      [exchangeOf(failed), exchangeOf(failed)],
      "The gateway can't be reached, so nothing was checked: The connection broke before the gateway answered",
    ],
    [[exchangeOf(failed), exchangeOf()], '2 checks: 0 passed, 2 not applicable'],
    [[exchangeOf({ failure, response: { status: 502 } })], '2 checks: 0 passed, 2 not applicable'],
    [
      [exchangeOf({ response: undefined, failure: 'aborted' })],
      '2 checks: 0 passed, 2 not applicable',
    ],
    [[], '2 checks: 0 passed, 2 not applicable'],
  ])('starts with the reason only when no call got a response: %#', (exchanges, summary) => {
    expect(summarizeChecks(unreached(...exchanges))).toBe(summary)
    expect(JSON.parse(writeCheckJson(unreached(...exchanges), FACTS)).summary).toBe(summary)
  })

  it('escapes the reason in Markdown', () => {
    const lines = unreached(exchangeOf({ failure, response: { status: 502, from: 'server' } }))
    expect(writeCheckMarkdown(lines, FACTS)).toContain(
      "- Result: The gateway can't be reached, so nothing was checked: ``It `refused` the connection``\n",
    )
  })
})

describe('a JSON report', () => {
  it('contains the facts, and exchanges only of failed checks', () => {
    const report = JSON.parse(writeCheckJson(LINES, FACTS))
    expect(report).toMatchObject({
      checksOf: 'https://api.varg.ai',
      apiVersion: 2,
      at: '2023-11-14T22:13:20.000Z',
      refdrop: '1.2.3',
      summary: '3 checks: 1 passed, 1 failed, 1 not applicable',
    })
    expect(report.checks.map((check: object) => Object.keys(check).length)).toEqual([4, 5, 4])
    expect(report.checks[1]).toMatchObject({
      id: 'fail',
      outcome: 'fail',
      reason: 'The answer was 500.',
      exchanges: [{ request: { url: 'https://api.varg.ai/v1/files' } }],
    })
  })

  it('is valid and holds no key for any response', () => {
    fc.assert(
      fc.property(anyHostileText, anyExchange, (reason, exchange) => {
        const text = writeCheckJson([line({ outcome: 'fail', reason }, [exchange])], FACTS)
        expect(JSON.parse(text).checks[0].reason).toBe(redact(reason))
        expect(text).toBe(redact(text))
      }),
    )
  })
})
