import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyText } from '../testing/made-entries.ts'
import { writeCsv } from './csv.ts'
import { readCsv } from './read-csv.ts'

/** Reads only what RFC 4180 allows. */
function parseRows(text: string): string[][] {
  const rows: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (const [, quoted, plain, end] of text.matchAll(field)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

it.each<[rows: string[][], text: string]>([
  [[], ''],
  [[['a', 'b']], 'a,b\r\n'],
  [[['a'], ['b']], 'a\r\nb\r\n'],
  [[['a,b', 'say "hi"', 'two\nlines', 'c\rd']], '"a,b","say ""hi""","two\nlines","c\rd"\r\n'],
  [[['', ' a ', '3']], ', a ,3\r\n'],
  [[['a;b', 'c\td']], '"a;b","c\td"\r\n'],
])('writeCsv writes %j', (rows, text) => {
  expect(writeCsv(rows)).toBe(text)
})

/** Values that a spreadsheet runs, some of them only after it trims leading characters. */
const LIVE = [
  '=HYPERLINK("http://x")',
  '@SUM(1)',
  '@image1',
  '+1-1',
  '-2+3',
  '|cmd',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '\t=1',
  '\r=1',
  '\n=1',
  '\ta',
  '\ra',
  '  =1',
  '\u00a0=1',
  '\u200b=1',
  '\ufeff=1',
  '"=1',
  ' "=1',
  "'=1",
  "''+1",
  '“=1”',
]

it.each(LIVE)('writeCsv puts an apostrophe before %j and readCsv removes it', (value) => {
  const [[written = ''] = []] = parseRows(writeCsv([[value]]))
  expect(written).toBe(`'${value}`)
  expect(readCsv(writeCsv([[value]]))).toEqual([[value]])
})

it.each(["'twas.png", "'", "''", 'a=b', 'a.png', '1-2', 'é', ''])(
  'writeCsv adds no apostrophe to %j',
  (value) => {
    expect(parseRows(writeCsv([[value]]))).toEqual([[value]])
    expect(readCsv(writeCsv([[value]]))).toEqual([[value]])
  },
)

it('readCsv restores every table and no written cell is a formula', () => {
  const anyCell = fc.oneof(
    anyText,
    fc.constantFrom(...LIVE),
    fc.string({ unit: fc.constantFrom(...'\'"=+-@|＝ \t\r\n,;a') }),
  )
  const anyRow = fc.array(anyCell, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      expect(readCsv(writeCsv([['head'], ...rows]))).toEqual([['head'], ...rows])
      for (const cell of parseRows(writeCsv(rows)).flat()) {
        expect(cell).not.toMatch(/^[\s"]*[=+\-@|＝＋－＠]|^[\t\r\n]/)
      }
    }),
  )
})
