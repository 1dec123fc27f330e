import { expect, it } from 'vitest'
import { readDataPicture } from './data-picture.ts'

it.each([
  ['data:image/png;base64,AQID', 'picture.png', 'image/png', [1, 2, 3]],
  [
    'DATA:image/svg+xml;charset=utf-8,%3Csvg%2F%3E',
    'picture.svg',
    'image/svg+xml',
    [60, 115, 118, 103, 47, 62],
  ],
  ['data:image/webp;base64,AQ%3D%3D', 'picture.webp', 'image/webp', [1]],
])('readDataPicture decodes %s', async (url, name, type, bytes) => {
  const file = readDataPicture(url, 'picture')
  expect(file).toMatchObject({ name, type })
  expect([...new Uint8Array((await file?.arrayBuffer()) ?? [])]).toEqual(bytes)
})

it.each([
  'data:text/html,<script>alert(1)</script>',
  'data:image/png;base64,%',
  'data:image/png;base64,*',
  'data:image/png',
  'data:image/../../x;base64,AQID',
  'https://a.example/data:image/png;base64,AQID',
  '',
])('readDataPicture returns undefined for %s', (url) => {
  expect(readDataPicture(url, 'picture')).toBeUndefined()
})
