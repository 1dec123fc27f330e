import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeReportedHeaders,
  encodeReportedHeaders,
  type ReportedHeaders,
} from './refdrop-headers.ts'

const unit = fc.string({ unit: 'binary', maxLength: 40 })
const headers = fc.array(fc.tuple(unit, unit), { maxLength: 8 })
const anyReport: fc.Arbitrary<ReportedHeaders> = fc.oneof(
  fc.record({ sent: headers }),
  fc.record({ sent: headers, got: headers }),
)

describe('reported headers', () => {
  test('decode to any headers that were encoded, through ASCII without blanks', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const value = encodeReportedHeaders(report)
        expect(value).toMatch(/^[!-~]*$/)
        expect(decodeReportedHeaders(value)).toEqual(report)
      }),
    )
  })

  test.each<[what: string, value: string]>([
    ['line breaks', 'a\r\nSet-Cookie: b'],
    ['a masked key', 'Bearer varg_…1234'],
    ['invalid percent encoding', '%%2G%'],
    ['a lone surrogate', 'a\ud83db'],
    ['quotes and backslashes', '"\\"],["got'],
    ['Latin characters', 'caf\xe9'],
    ['an empty value', ''],
  ])('keep %s', (_, value) => {
    const report = { sent: [['X-Odd', value]], got: [[value, '']] } satisfies ReportedHeaders
    expect(decodeReportedHeaders(encodeReportedHeaders(report))).toEqual(report)
  })

  test('distinguish no response from a response without headers', () => {
    expect(decodeReportedHeaders(encodeReportedHeaders({ sent: [] }))).not.toHaveProperty('got')
    expect(
      decodeReportedHeaders(encodeReportedHeaders({ sent: [], got: undefined })),
    ).not.toHaveProperty('got')
    expect(decodeReportedHeaders(encodeReportedHeaders({ sent: [], got: [] }))).toHaveProperty(
      'got',
      [],
    )
  })
})

test.each<[what: string, value: string | null]>([
  ['no header', null],
  ['an empty value', ''],
  ['no JSON', 'sent'],
  ['broken escapes', '%'],
  ['invalid UTF-8', '%ff%fe'],
  ['a number', '7'],
  ['null', 'null'],
  ['an array', encodeURIComponent('[]')],
  ['no headers', encodeURIComponent('{}')],
  ['headers as an object', encodeURIComponent('{"sent":{"Host":"a"}}')],
  ['a name without a value', encodeURIComponent('{"sent":[["a"]]}')],
  ['a value that is a number', encodeURIComponent('{"sent":[["a",1]]}')],
  ['null as response headers', encodeURIComponent('{"sent":[],"got":null}')],
  ['deep nesting', encodeURIComponent(`{"sent":${'['.repeat(50_000)}`)],
])('decodeReportedHeaders rejects %s', (_, value) => {
  expect(decodeReportedHeaders(value)).toBeUndefined()
})
