import { expect, it } from 'vitest'
import { entryOf } from '../testing/made-entries.ts'
import type { Reference } from './reference.ts'
import { referenceOfEntry, withMedia } from './reference-of.ts'

const entry = entryOf({ digits: 'a', label: 'Dinesh', media: { width: 4, height: 3 } })

function referenceTo(url: string, media?: Reference['media']): Reference {
  return { id: '1', url, name: 'a', mediaType: 'image/png', kind: 'image', media }
}

it('referenceOfEntry uses the label as the name', () => {
  expect(referenceOfEntry(entry)).toMatchObject({
    name: 'Dinesh',
    url: entry.result.url,
    media: { width: 4, height: 3 },
  })
})

it('withMedia adds media facts when the history has them', () => {
  const mine = referenceTo(entry.result.url)
  const other = referenceTo('https://else.example/b.png', { width: 1 })
  expect(withMedia([mine, other], [entry])).toEqual([{ ...mine, media: entry.media }, other])
})

it('withMedia returns the same references when the history has no facts', () => {
  const references = [referenceTo('https://else.example/b.png', { width: 1 })]
  expect(withMedia(references, [entry, entryOf({ digits: 'b' })])).toBe(references)
})
