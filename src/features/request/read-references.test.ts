import { expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../core/request/draft.ts'
import { entryOf } from '../../core/testing/made-entries.ts'
import { readReferences } from './read-references.ts'

const FILE = { digits: 'a', result: { url: 'https://files.example/a.png' } }

it('readReferences finds URLs of hosts that the history knows, with their names', () => {
  const entry = entryOf({ ...FILE, name: 'dusk.png' })
  const text = 'https://files.example/a.png and https://files.example/b.png'
  const { references } = readReferences(text, [entry], EMPTY_DRAFT, [])
  expect(references.map(({ name }) => name)).toEqual(['dusk.png', 'b.png'])
  const nothing = { references: [], change: undefined, foreign: [] }
  expect(readReferences(text, [], EMPTY_DRAFT, [])).toEqual(nothing)
})

it.each<[what: string, text: string, foreign: string[]]>([
  ['a URL', 'https://a.example/a.png', ['https://a.example/a.png']],
  [
    'URLs beside those of gateways',
    'https://a.example/a.png\nhttps://files.example/a.png\nhttps://s3.varg.ai/o/1.png\nhttps://own.example/a.png',
    ['https://a.example/a.png'],
  ],
  ['code', '["https://a.example/a.png"]', []],
  ['a sentence', 'Use https://files.example/a.png here', []],
])('readReferences finds what is imported of %s', (_, text, foreign) => {
  const own = ['https://own.example/api']
  expect(readReferences(text, [entryOf(FILE)], EMPTY_DRAFT, own).foreign).toEqual(foreign)
})
