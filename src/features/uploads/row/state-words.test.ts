import { expect, it } from 'vitest'
import { entryOf, type Facts } from '../../../core/testing/made-entries.ts'
import { createUploadsStore } from '../../../core/uploads/uploads-store.ts'
import { factsOfEntry, factsOfUpload } from './row-facts.ts'
import { stateWords } from './state-words.ts'

const { result, hash } = entryOf()
const unconfirmed = { ...result, isUnconfirmed: true } as const

it.each<[string, Facts, string[]]>([
  ['has a hash', {}, ['Verified']],
  ['has a hash and was checked', { checkedAt: 1 }, ['Verified', 'URL checked']],
  ['has no hash', { result: unconfirmed }, ['Unconfirmed']],
  ['has no hash and was checked', { result: unconfirmed, checkedAt: 1 }, ['URL checked']],
  ['was imported', { imported: true }, ['Imported']],
])('the words of an entry name its proof when it %s', (_, more, words) => {
  expect(stateWords(factsOfEntry(entryOf(more)))).toEqual(['Uploaded', 'New', ...words])
})

it('the words of an entry that the gateway listed name no proof', () => {
  const entry = entryOf({ listed: true })
  expect(stateWords(factsOfEntry(entry))).toEqual(['Uploaded', 'Listed by the gateway'])
  const checked = { ...entry, checkedAt: 1 }
  expect(stateWords(factsOfEntry(checked)).at(-1)).toBe('URL checked')
})

it.each([
  ['a hash', { result }, ['Verified']],
  ['no hash', { result: unconfirmed }, ['Unconfirmed']],
  ['no hash, and was checked', { result: unconfirmed, fetchedBack: 1 }, ['URL checked']],
])('the words of an upload name its proof when its response has %s', (_, more, words) => {
  const store = createUploadsStore()
  const stage = { name: 'uploaded', origin: 'new', hash, attempts: 1, ...more } as const
  const file = { path: 'a.png', size: 1, mediaType: 'image/png', gateway: 'varg' } as const
  const [id = 0] = store.add([{ ...file, file: undefined, stage }])
  const upload = store.get(id)
  if (!upload) throw new Error('The upload is missing')
  expect(stateWords(factsOfUpload('key', upload, undefined))).toEqual(['Uploaded', 'New', ...words])
})
