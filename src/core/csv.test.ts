import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeCsv } from './csv.ts'
import { anyText } from './test-kit/made-entries.ts'

/** Reads what RFC 4180 allows, and nothing else. */
function readCsv(text: string): string[][] {
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
  [[['', ' a ', '=1+1', '3']], ', a ,=1+1,3\r\n'],
])('writes %j', (rows, text) => {
  expect(writeCsv(rows)).toBe(text)
})

it('gives back exactly what was put in', () => {
  const anyRow = fc.array(anyText, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(anyRow), (rows) => {
      expect(readCsv(writeCsv(rows))).toEqual(rows)
    }),
  )
})
