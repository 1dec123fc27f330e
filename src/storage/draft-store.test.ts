import { expect, it } from 'vitest'
import { type Draft, EMPTY_DRAFT } from '../core/composer.ts'
import { keepDraft, readDraft } from './draft-store.ts'
import type { TextStorage } from './text-storage.ts'

function deviceWith(text?: string): TextStorage {
  let kept = text
  return {
    get: () => kept,
    set(_, next) {
      kept = next
    },
    remove() {
      kept = undefined
    },
    subscribe() {},
  }
}

const DRAFT: Draft = {
  ...EMPTY_DRAFT,
  kind: 'video',
  prompt: '@image1 “walks” in',
  references: [
    {
      id: '4',
      url: 'https://s3.example/a.png',
      name: 'a "name".png',
      mediaType: 'image/png',
      kind: 'image',
      media: { width: 3 },
      gateway: 'sandbox',
      entry: 'sandbox me sha256:a',
    },
    { id: '9', url: 'https://s3.example/b', name: '', mediaType: '', kind: 'audio' },
  ],
}

it('brings back what was kept', () => {
  const device = deviceWith()
  expect(readDraft(device)).toEqual(EMPTY_DRAFT)
  keepDraft(device, DRAFT)
  expect(readDraft(device)).toEqual(DRAFT)
})

it.each([
  'no JSON',
  'null',
  '{}',
  JSON.stringify({ ...DRAFT, kind: 'song' }),
  JSON.stringify({ ...DRAFT, prompt: 5 }),
  JSON.stringify({ ...DRAFT, references: [{ url: 'https://a' }] }),
  JSON.stringify({ ...DRAFT, models: { image: 'x' } }),
])('begins anew where it does not read as a request: %s', (text) => {
  expect(readDraft(deviceWith(text))).toEqual(EMPTY_DRAFT)
})
