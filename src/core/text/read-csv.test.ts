import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeCsv } from './csv.ts'
import { readCsv } from './read-csv.ts'

it.each([
  ['', []],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\rc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['\ufeffa,b', [['a', 'b']]],
  ['"a,""b""",c', [['a,"b"', 'c']]],
  ['"a\r\nb",c', [['a\r\nb', 'c']]],
  ['a,', [['a', '']]],
  [
    'a,\r\n,b',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['\r\na', [[''], ['a']]],
  ['"a"b,c', [['ab', 'c']]],
  ['a"b,c', [['a"b', 'c']]],
  // Earlier versions and other programs add no apostrophe.
  ["=1+1,'twas,@image1", [['=1+1', "'twas", '@image1']]],
  ['"a,b\n', [['a,b\n']]],
])('readCsv reads %j', (text, rows) => {
  expect(readCsv(text)).toEqual(rows)
})

it('readCsv accepts other separators', () => {
  expect(readCsv('a;"b;c"\nd,e;f', ';')).toEqual([
    ['a', 'b;c'],
    ['d,e', 'f'],
  ])
  expect(readCsv('a\tb', '\t')).toEqual([['a', 'b']])
})

it('readCsv restores every table that writeCsv wrote', () => {
  const row = fc.array(fc.string({ unit: fc.constantFrom(...'a",;\r\n\t é=\'＝') }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(readCsv(writeCsv(rows))).toEqual(rows)
    }),
  )
})
