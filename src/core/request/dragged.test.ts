import { expect, it } from 'vitest'
import type { NewReference } from './composer.ts'
import { DRAGGED_TYPE, readDragged, writeDragged } from './dragged.ts'

const PICTURE: NewReference = {
  url: 'https://s3.example/a%20b.png',
  name: 'it\'s "a"\u202e.png',
  mediaType: 'image/png',
  kind: 'image',
  gateway: 'sandbox',
}
const VOICE: NewReference = {
  url: 'http://localhost:4000/v.mp3',
  name: '',
  mediaType: '',
  kind: 'audio',
  gateway: undefined,
}

/** A drag that starts with this data. */
function dragOf(given: Record<string, string> = {}) {
  const data = new Map(Object.entries(given))
  return {
    getData: (type: string) => data.get(type) ?? '',
    setData: (type: string, text: string) => void data.set(type, text),
  }
}

it('dragged references return in order from the drop', () => {
  const drag = dragOf()
  writeDragged(drag, [{ ...PICTURE, media: { width: 3 } }, VOICE])
  expect(readDragged(drag)).toEqual([PICTURE, VOICE])
})

it('a drag offers the URLs to other programs as lines', () => {
  const drag = dragOf()
  writeDragged(drag, [PICTURE, VOICE])
  expect(drag.getData('text/plain')).toBe(`${PICTURE.url}\n${VOICE.url}`)
  expect(drag.getData('text/uri-list')).toBe(`${PICTURE.url}\r\n${VOICE.url}`)
})

it.each([
  '',
  'no JSON',
  'null',
  '{}',
  '[]',
  '[null, 1, "x"]',
  JSON.stringify([{ ...PICTURE, url: 'javascript:alert(1)' }]),
  JSON.stringify([{ ...PICTURE, url: '/a.png' }]),
  JSON.stringify([{ ...PICTURE, kind: 'song' }]),
  JSON.stringify([{ ...PICTURE, name: 5 }]),
  JSON.stringify([{ ...PICTURE, mediaType: null }]),
])('a drop has no references when its data is invalid: %s', (text) => {
  expect(readDragged(dragOf({ [DRAGGED_TYPE]: text }))).toBeUndefined()
})

it('a drop skips invalid references and unknown gateways', () => {
  const text = JSON.stringify([{ ...PICTURE, gateway: 'elsewhere', id: '1' }, { url: 5 }])
  expect(readDragged(dragOf({ [DRAGGED_TYPE]: text }))).toEqual([
    { ...PICTURE, gateway: undefined },
  ])
})
