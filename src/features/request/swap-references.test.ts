import { expect, it } from 'vitest'
import { createComposer, MOST_REFERENCES, type NewReference } from '../../core/request/composer.ts'
import { swapReferences } from './swap-references.ts'

function file(name: string, kind: NewReference['kind'] = 'image'): NewReference {
  return { url: `https://a.example/${name}`, name, mediaType: '', kind }
}

function compose(...names: string[]) {
  const composer = createComposer()
  composer.add(names.map((name) => file(name)))
  const idAt = (place: number) => composer.draft().references[place]?.id ?? ''
  const namesOf = () => composer.draft().references.map(({ name }) => name)
  return { composer, idAt, namesOf }
}

it('swapReferences says what a tag is now, and Undo restores the request', () => {
  const { composer, idAt, namesOf } = compose('a.png', 'b.png')
  composer.change({ prompt: '@image1 and @image2' })
  const note = swapReferences(composer, idAt(0), [file('c.mp4', 'video')])
  expect(note?.sentence).toBe('@image1 is now @video1, c.mp4.')
  expect(composer.draft().prompt).toBe('@video1 and @image1')
  expect(note?.after).toBe(composer.draft())
  note?.undo?.()
  expect(namesOf()).toEqual(['a.png', 'b.png'])
  expect(composer.draft().prompt).toBe('@image1 and @image2')
})

it.each<[string, string[], string, string[]]>([
  ['a file', ['c.png'], '@image1 is now c.png.', ['c.png', 'b.png']],
  ['a file without a name', [''], '@image1 is now IMAGE1_REF.', ['', 'b.png']],
  [
    'several files',
    ['c.png', 'd.png', 'b.png', 'e.png'],
    '@image1 is now c.png. 2 references added.',
    ['c.png', 'd.png', 'e.png', 'b.png'],
  ],
  [
    'another reference',
    ['b.png'],
    '@image1 is now b.png, and @image2 is a.png.',
    ['b.png', 'a.png'],
  ],
])('swapReferences swaps the first reference for %s', (_, names, sentence, expected) => {
  const { composer, idAt, namesOf } = compose('a.png', 'b.png')
  const note = swapReferences(
    composer,
    idAt(0),
    names.map((name) => file(name)),
  )
  expect(note?.sentence).toBe(sentence)
  expect(namesOf()).toEqual(expected)
})

it('swapReferences changes nothing for the same file, no file and an unknown reference', () => {
  const { composer, idAt } = compose('a.png', 'b.png')
  const before = composer.draft()
  expect(swapReferences(composer, idAt(0), [file('a.png')])).toEqual({
    sentence: '@image1 is this file already.',
  })
  expect(swapReferences(composer, idAt(0), [])).toBeUndefined()
  expect(swapReferences(composer, 'gone', [file('c.png')])).toBeUndefined()
  expect(composer.draft()).toBe(before)
})

it('swapReferences says how many others a full request has no room for', () => {
  const names = Array.from({ length: MOST_REFERENCES }, (_, index) => `${index}.png`)
  const { composer, idAt } = compose(...names)
  const note = swapReferences(composer, idAt(0), [file('c.png'), file('d.png')])
  expect(note?.sentence).toBe('@image1 is now c.png. The request is full. 1 reference not added.')
})
