import { describe, expect, it } from 'vitest'
import type { Problem } from '../api/problem.ts'
import { type ExchangeFacts, exchangeOf } from '../testing/made-exchanges.ts'
import type { Exchange } from './exchange.ts'
import {
  isGood,
  marksOf,
  outcomeWords,
  placeOf,
  type StatusClass,
  statusClassOf,
} from './exchange-words.ts'

const lost: Problem = { kind: 'no-connection' }
const late: Problem = { kind: 'no-answer', seconds: 60 }
const stalled: Problem = { kind: 'stalled', seconds: 30 }
const refused: Problem = { kind: 'refused', status: 502, code: 'ProxyError', message: 'down' }

const answered = (status: number) => ({ response: { status } })
const broken = (failure: Exchange['failure'], sent?: number): ExchangeFacts => ({
  response: undefined,
  failure,
  timing: { connected: undefined, answered: undefined, sent },
})

describe('outcome of a call', () => {
  it.each<[facts: ExchangeFacts, words: string, status: StatusClass, good: boolean]>([
    [answered(200), '200', '2xx', true],
    [answered(206), '206', '2xx', true],
    [answered(304), '304', '3xx', true],
    [answered(404), '404', '4xx', false],
    [answered(599), '599', '5xx', false],
    [answered(0), '0', 'broken', false],
    [{ ...answered(502), failure: refused }, '502', '5xx', false],
    [{ response: { status: 502, from: 'server' }, failure: refused }, '502', 'broken', false],
    [{ response: { status: 502, from: 'server' } }, '502', 'broken', false],
    [{ failure: { kind: 'cdn-page', status: 200 } }, '200', '2xx', false],
    [{ failure: 'aborted' }, 'aborted', 'broken', false],
    [{ failure: lost }, 'broken off', 'broken', false],
    [broken('aborted'), 'aborted', 'broken', false],
    [broken(lost), 'broken off', 'broken', false],
    [broken(lost, 20), 'no answer', 'broken', false],
    [broken(late, 20), 'no answer', 'broken', false],
    [broken(stalled), 'stalled', 'broken', false],
    [broken({ kind: 'unexpected', reason: 'x' }), 'no answer', 'broken', false],
    [broken(undefined), 'no answer', 'broken', false],
  ])('summarizes %j as %s', (facts, words, status, good) => {
    const exchange = exchangeOf(facts)
    expect([outcomeWords(exchange), statusClassOf(exchange), isGood(exchange)]).toEqual([
      words,
      status,
      good,
    ])
  })
})

it.each<[facts: ExchangeFacts, marks: string[]]>([
  [{}, []],
  [{ purpose: 'page' }, []],
  [{ purpose: 'test' }, ['custom send']],
  [{ purpose: 'check', response: { from: 'server' } }, ['check', 'by Refdrop']],
  [{ failure: { kind: 'cdn-page', status: 403 } }, ['CDN page']],
  [{ failure: { kind: 'bad-answer', status: 200, expected: 'a', got: 'b' } }, ['bad answer']],
  [{ failure: { kind: 'mismatch', fact: 'hash', expected: 'a', got: 'b' } }, ['mismatch']],
  [{ failure: 'aborted' }, []],
])('marksOf labels %j with %j', (facts, marks) => {
  expect(marksOf(exchangeOf(facts))).toEqual(marks)
})

it.each([
  ['https://api.varg.ai/v1/files', 'api.varg.ai', '/v1/files'],
  ['http://127.0.0.1:8788/v1/files?a=/b', '127.0.0.1:8788', '/v1/files?a=/b'],
  ['https://s3.varg.ai', 's3.varg.ai', '/'],
  ['https://s3.varg.ai?x', 's3.varg.ai', '?x'],
  ['/api/v1/files', '', '/api/v1/files'],
  ['javascript:alert(1)', '', 'javascript:alert(1)'],
  ['', '', '/'],
])('placeOf splits %s into %s and %s', (url, host, path) => {
  expect(placeOf(exchangeOf({ request: { url } }))).toEqual({ host, path })
})
