import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeReportedHeaders,
  encodeReportedHeaders,
  type ReportedHeaders,
} from './refdrop-headers.ts'

const unit = fc.string({ unit: 'binary', maxLength: 40 })
const headers = fc.array(fc.tuple(unit, unit), { maxLength: 8 })
const told: fc.Arbitrary<ReportedHeaders> = fc.oneof(
  fc.record({ sent: headers }),
  fc.record({ sent: headers, got: headers }),
)

describe('what our server tells', () => {
  test('comes back as it was, whatever the headers hold, in ASCII without blanks', () => {
    fc.assert(
      fc.property(told, (whole) => {
        const value = encodeReportedHeaders(whole)
        expect(value).toMatch(/^[!-~]*$/)
        expect(decodeReportedHeaders(value)).toEqual(whole)
      }),
    )
  })

  test.each<[what: string, value: string]>([
    ['line breaks', 'a\r\nSet-Cookie: b'],
    ['a masked key', 'Bearer varg_…1234'],
    ['percent signs that encode nothing', '%%2G%'],
    ['half of a pair', 'a\ud83db'],
    ['quotes and backslashes', '"\\"],["got'],
    ['Latin characters', 'caf\xe9'],
    ['nothing', ''],
  ])('keeps %s', (_, value) => {
    const whole = { sent: [['X-Odd', value]], got: [[value, '']] } satisfies ReportedHeaders
    expect(decodeReportedHeaders(encodeReportedHeaders(whole))).toEqual(whole)
  })

  test('tells apart no answer and one without headers', () => {
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
  ['nothing', ''],
  ['no JSON', 'sent'],
  ['broken escapes', '%'],
  ['bytes that are no text', '%ff%fe'],
  ['a number', '7'],
  ['null', 'null'],
  ['a list', encodeURIComponent('[]')],
  ['no headers', encodeURIComponent('{}')],
  ['headers as an object', encodeURIComponent('{"sent":{"Host":"a"}}')],
  ['a name without a value', encodeURIComponent('{"sent":[["a"]]}')],
  ['a value that is no text', encodeURIComponent('{"sent":[["a",1]]}')],
  ['an answer of null', encodeURIComponent('{"sent":[],"got":null}')],
  ['deep nesting', encodeURIComponent(`{"sent":${'['.repeat(50_000)}`)],
])('%s is nothing that was told', (_, value) => {
  expect(decodeReportedHeaders(value)).toBeUndefined()
})
