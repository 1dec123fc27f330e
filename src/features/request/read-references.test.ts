import { expect, it } from 'vitest'
import { EMPTY_DRAFT } from '../../core/request/draft.ts'
import { entryOf } from '../../core/testing/made-entries.ts'
import { readReferences } from './read-references.ts'

const FILE = { digits: 'a', result: { url: 'https://files.example/a.png' } }

it('readReferences finds URLs of hosts that the history knows, with their names', () => {
  const entry = entryOf({ ...FILE, name: 'dusk.png' })
  const text = 'https://files.example/a.png and https://files.example/b.png'
  const { references } = readReferences(text, [entry], EMPTY_DRAFT)
  expect(references.map(({ name }) => name)).toEqual(['dusk.png', 'b.png'])
  expect(readReferences(text, [], EMPTY_DRAFT)).toEqual({ references: [], change: undefined })
})
