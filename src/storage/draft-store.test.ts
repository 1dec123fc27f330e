import { expect, it } from 'vitest'
import { type Draft, EMPTY_DRAFT } from '../core/request/composer.ts'
import { hasDraft } from './draft-name.ts'
import { keepDraft, readDraft } from './draft-store.ts'
import type { TextStorage } from './text-storage.ts'

function deviceWith(text?: string): TextStorage {
  let stored = text
  return {
    get: () => stored,
    set(_, next) {
      stored = next
    },
    remove() {
      stored = undefined
    },
    names: () => [],
    subscribe() {},
  }
}

const DRAFT: Draft = {
  ...EMPTY_DRAFT,
  kind: 'video',
  prompt: '@image1 “walks” in',
  extra: '{"seed": 1}',
  references: [
    {
      id: '1',
      url: 'https://s3.example/a.png',
      name: 'a "name".png',
      mediaType: 'image/png',
      kind: 'image',
      media: { width: 3 },
      gateway: 'sandbox',
    },
    {
      id: '2',
      url: 'https://s3.example/b',
      name: '',
      mediaType: '',
      kind: 'audio',
      option: 'fal.a',
    },
  ],
}

it.each([
  [EMPTY_DRAFT, false],
  [{ ...EMPTY_DRAFT, format: 'curl' }, false],
  [{ ...EMPTY_DRAFT, prompt: 'walks' }, true],
  [DRAFT, true],
  [{ ...DRAFT, prompt: '' }, true],
])('reports whether expected is a request to restore: %#', (draft, expected) => {
  const device = deviceWith()
  expect(hasDraft(device)).toBe(false)
  keepDraft(deviceWith(), device, draft)
  expect(hasDraft(device)).toBe(expected)
})

it('restores the request of the tab, or else of the device', () => {
  const device = deviceWith()
  const [tab, other] = [deviceWith(), deviceWith()]
  expect(readDraft(tab, device)).toEqual(EMPTY_DRAFT)
  keepDraft(tab, device, DRAFT)
  expect(readDraft(tab, device)).toEqual(DRAFT)
  keepDraft(other, device, { ...DRAFT, prompt: 'another tab' })
  expect(readDraft(tab, device)).toEqual(DRAFT)
  expect(readDraft(deviceWith(), device).prompt).toBe('another tab')
})

it.each([
  'no JSON',
  'null',
  '{}',
  JSON.stringify({ ...DRAFT, kind: 'song' }),
  JSON.stringify({ ...DRAFT, prompt: 5 }),
  JSON.stringify({ ...DRAFT, references: [{ url: 'https://a' }] }),
  JSON.stringify({ ...DRAFT, models: { image: 5 } }),
  JSON.stringify({ ...DRAFT, extra: {} }),
])('returns an empty request when the stored one is invalid: %s', (text) => {
  expect(readDraft(deviceWith(text), deviceWith())).toEqual(EMPTY_DRAFT)
})

it.each([
  ['image-body', 'video', 'image'],
  ['video-body', 'image', 'video'],
  ['transcription-body', 'image', 'transcription'],
  ['lipsync-pair', 'image', 'lipsync'],
  ['frame-pair', 'image', 'frames'],
])('restores a JSON body when the format %s overrode the kind %s', (format, former, kind) => {
  const models = { image: 'a', video: 'b', transcription: 'c' }
  const text = JSON.stringify({ ...DRAFT, format, kind: former, models })
  expect(readDraft(deviceWith(text), deviceWith())).toEqual({
    ...DRAFT,
    format: 'json-body',
    kind,
    models: { ...EMPTY_DRAFT.models, ...models },
  })
})

it('restores the kind when the format of an earlier draft still exists', () => {
  const models = { image: 'a', video: 'b', transcription: 'c' }
  const text = JSON.stringify({ ...DRAFT, format: 'curl', models })
  expect(readDraft(deviceWith(text), deviceWith())).toMatchObject({ kind: 'video', format: 'curl' })
})

it('restores chosen models of an earlier draft, but not the defaults that it stored', () => {
  const { extra: _, ...earlier } = DRAFT
  const models = {
    image: 'nano-banana-pro/edit',
    video: 'sora-2',
    lipsync: 'sync-v2-pro',
    frames: 'kling-v3',
    transcription: 'whisper',
  }
  const text = JSON.stringify({ ...earlier, models })
  expect(readDraft(deviceWith(text), deviceWith())).toEqual({
    ...DRAFT,
    extra: '',
    models: { video: 'sora-2' },
  })
  const now = JSON.stringify({ ...DRAFT, models })
  expect(readDraft(deviceWith(now), deviceWith()).models).toEqual(models)
})

it('numbers references again when stored ids repeat', () => {
  const [first] = DRAFT.references
  const text = JSON.stringify({ ...DRAFT, references: [first, { ...first, url: 'https://b' }] })
  expect(readDraft(deviceWith(text), deviceWith()).references.map(({ id }) => id)).toEqual([
    '1',
    '2',
  ])
})
