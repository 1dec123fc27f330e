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
  // As versions before this one wrote it, and other programs do.
  ["=1+1,'twas,@image1", [['=1+1', "'twas", '@image1']]],
  ['"a,b\n', [['a,b\n']]],
])('reads %j', (text, rows) => {
  expect(readCsv(text)).toEqual(rows)
})

it('reads other separators', () => {
  expect(readCsv('a;"b;c"\nd,e;f', ';')).toEqual([
    ['a', 'b;c'],
    ['d,e', 'f'],
  ])
  expect(readCsv('a\tb', '\t')).toEqual([['a', 'b']])
})

it('gives back whatever was written', () => {
  const row = fc.array(fc.string({ unit: fc.constantFrom(...'a",;\r\n\t é=\'＝') }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      expect(readCsv(writeCsv(rows))).toEqual(rows)
    }),
  )
})
