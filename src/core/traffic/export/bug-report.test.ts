import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyExchange, anyHostileText, exchangeOf } from '../../testing/made-exchanges.ts'
import { bugReportOf } from './bug-report.ts'
import { rawHttpOf } from './raw-http.ts'

const CONTEXT = { version: '1.2.3', browser: 'Chromium 140' }

/** Parses a list of names and code spans, then one code block, by the rules of CommonMark. */
function readReport(markdown: string) {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => /^`{3,}http$/.test(line))
  const fence = /^`+/.exec(lines[start] ?? '')?.[0] ?? ''
  const isEnd = (line: string) => /^ {0,3}`+\s*$/.test(line) && line.trim().length >= fence.length
  const length = lines.slice(start + 1).findIndex(isEnd)
  const facts = lines.slice(0, start).filter((line) => line !== '')
  return {
    facts: Object.fromEntries(facts.map(readFact)),
    block: lines.slice(start + 1, start + 1 + length).join('\n'),
    rest: lines.slice(start + 2 + length).join('\n'),
  }
}

/** Parses a code span, which ends with a run of backticks as long as its first one. */
function readFact(line: string): [name: string, value: string] {
  const [, name = '', fence = '', tail = ''] = /^- ([^`]+): (`+)(.*)$/.exec(line) ?? []
  const end = Array.from(tail.matchAll(/`+/g)).find(([run]) => run.length === fence.length)
  const value = tail.slice(0, end?.index)
  if (end === undefined || end.index + fence.length !== tail.length) throw new Error(line)
  return [name, /^ .*[^ ].* $/.test(value) ? value.slice(1, -1) : value]
}

describe('bugReportOf', () => {
  it('contains all facts and the raw call', () => {
    const exchange = exchangeOf({ test: ['without X-Content-Hash'] })
    const { facts, block, rest } = readReport(bugReportOf(exchange, CONTEXT))
    expect(facts).toEqual({
      Call: `POST https://api.varg.ai/v1/files (upload), a.png, 1,000 bytes, sha256:${'a'.repeat(64)}`,
      'Custom send': 'without X-Content-Hash',
      Result: '200',
      Time: '2023-11-14T22:13:20.000Z',
      Gateway: 'api.varg.ai (varg.ai)',
      'Request id of Refdrop': 'req_1',
      'x-request-id': 'gateway-1',
      'cf-ray': '8f00-FRA',
      Refdrop: '1.2.3',
      Browser: 'Chromium 140',
      Timing:
        'waiting 5 ms, hashing 7 ms, connecting 10 ms, sending 20 ms, answering 60 ms, reading 10 ms, in all 112 ms',
    })
    expect(`${block}\n`).toBe(rawHttpOf(exchange))
    expect(rest).toBe('')
  })

  it.each([
    [
      { failure: { kind: 'no-connection' }, response: undefined },
      /^no answer: The connection broke/,
    ],
    [{ failure: 'aborted', response: undefined }, /^no answer: You stopped it/],
    [
      {
        response: { status: 401 },
        failure: { kind: 'refused', status: 401, code: '', message: '' },
      },
      /^401: Invalid API key/,
    ],
    [{ response: { status: 502, from: 'server' } }, /^502 by Refdrop's own server$/],
  ] as const)('describes the outcome of %j', (facts, words) => {
    const report = readReport(bugReportOf(exchangeOf(facts), CONTEXT))
    expect(report.facts.Result).toMatch(words)
  })

  it('names the failed phase', () => {
    const timing = { connected: 10, sent: undefined, answered: undefined }
    const failure = { kind: 'no-connection' } as const
    const report = bugReportOf(exchangeOf({ failure, response: undefined, timing }), CONTEXT)
    expect(readReport(report).facts.Timing).toContain('sending 90 ms (broke)')
  })

  it.each(['```', '~~~', '`````\n# x', '\r```\r', '\u2028```'])(
    'keeps its code block closed when a body contains %j',
    (body) => {
      const { block, rest } = readReport(bugReportOf(exchangeOf({ response: { body } }), CONTEXT))
      expect(`${block}\n`).toBe(rawHttpOf(exchangeOf({ response: { body } })))
      expect(rest).toBe('')
    },
  )

  it('keeps its structure and holds no key for any call', () => {
    const property = fc.property(anyExchange, anyHostileText, (exchange, browser) => {
      const markdown = bugReportOf(exchange, { version: '1', browser })
      expect(markdown).not.toMatch(/varg_[A-Za-z0-9_-]/)
      const { facts, block, rest } = readReport(markdown)
      expect(facts.Call).toMatch(/^(GET|POST|DELETE) /)
      expect(`${block}\n`).toBe(rawHttpOf(exchange))
      expect(rest).toBe('')
    })
    fc.assert(property)
  })
})
