import { expect, it } from 'vitest'
import { type Draft, EMPTY_DRAFT } from '../core/request/draft.ts'
import { parseJson } from '../core/text/parse-json.ts'
import { readDraft, writeDraft } from './draft-store.ts'

const read = (text: string) => readDraft('a', parseJson(text))?.draft

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

it('restores a draft with its name and the time of its last change', () => {
  const draft = { id: 'a', name: 'Film', edited: 5, draft: DRAFT }
  expect(readDraft('a', parseJson(JSON.stringify(writeDraft(draft))))).toEqual(draft)
})

it('restores the draft of an earlier build without a name', () => {
  expect(readDraft('', DRAFT)).toEqual({ id: '', name: '', edited: 0, draft: DRAFT })
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
  JSON.stringify({ ...DRAFT, name: 5 }),
  JSON.stringify({ ...DRAFT, edited: 'now' }),
  JSON.stringify({ ...DRAFT, edited: 9e15 }),
])('returns undefined when the stored one is invalid: %s', (text) => {
  expect(read(text)).toBeUndefined()
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
  expect(read(text)).toEqual({
    ...DRAFT,
    format: 'json-body',
    kind,
    models: { ...EMPTY_DRAFT.models, ...models },
  })
})

it('restores the kind when the format of an earlier draft still exists', () => {
  const models = { image: 'a', video: 'b', transcription: 'c' }
  const text = JSON.stringify({ ...DRAFT, format: 'curl', models })
  expect(read(text)).toMatchObject({ kind: 'video', format: 'curl' })
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
  expect(read(text)).toEqual({ ...DRAFT, extra: '', models: { video: 'sora-2' } })
  expect(read(JSON.stringify({ ...DRAFT, models }))?.models).toEqual(models)
})

it('numbers references again when stored ids repeat', () => {
  const [first] = DRAFT.references
  const text = JSON.stringify({ ...DRAFT, references: [first, { ...first, url: 'https://b' }] })
  expect(read(text)?.references.map(({ id }) => id)).toEqual(['1', '2'])
})
