import { expect, it } from 'vitest'
import { entryOf } from '../testing/made-entries.ts'
import type { Reference } from './reference.ts'
import { referenceOfEntry, withMedia } from './reference-of.ts'

const entry = entryOf({ digits: 'a', label: 'Dinesh', media: { width: 4, height: 3 } })

function referenceTo(url: string, media?: Reference['media']): Reference {
  return { id: '1', url, name: 'a', mediaType: 'image/png', kind: 'image', media }
}

it('is called by its label', () => {
  expect(referenceOfEntry(entry)).toMatchObject({
    name: 'Dinesh',
    url: entry.result.url,
    media: { width: 4, height: 3 },
  })
})

it('learns of its media what came after it', () => {
  const mine = referenceTo(entry.result.url)
  const other = referenceTo('https://else.example/b.png', { width: 1 })
  expect(withMedia([mine, other], [entry])).toEqual([{ ...mine, media: entry.media }, other])
})

it('stays as it is where nothing is known', () => {
  const references = [referenceTo('https://else.example/b.png', { width: 1 })]
  expect(withMedia(references, [entry, entryOf({ digits: 'b' })])).toBe(references)
})
