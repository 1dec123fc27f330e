import { describe, expect, it } from 'vitest'
import type { MediaKind } from '../media/media-kind.ts'
import { EMPTY_DRAFT, requestOf } from './draft.ts'
import type { Reference } from './reference.ts'

function reference(id: string, kind: MediaKind = 'image'): Reference {
  return { id, url: `https://a.example/${id}`, name: id, mediaType: '', kind }
}

describe('requestOf', () => {
  const target = { api: 'https://api.varg.ai', version: 2 } as const

  it.each([
    ['5', 5],
    [' 2.5 ', 2.5],
    ['2,5', 2.5],
    ['', undefined],
    [' ', undefined],
    ['0', undefined],
    ['-1', undefined],
    ['auto', 'auto'],
    ['5s', undefined],
    ['Infinity', undefined],
    ['1e999', undefined],
  ])('reads a duration of %j as %s', (duration, seconds) => {
    expect(requestOf({ ...EMPTY_DRAFT, duration }, target).duration).toBe(seconds)
  })

  it('uses the model of its kind and tags the references', () => {
    const draft = {
      ...EMPTY_DRAFT,
      references: [reference('a'), reference('b')],
      aspectRatio: ' 1:1 ',
      prompt: ' p ',
    }
    expect(requestOf(draft, target)).toMatchObject({
      ...target,
      kind: 'image',
      model: 'nano-banana-pro/edit',
      aspectRatio: '1:1',
      prompt: ' p ',
      references: [{ tag: '@image1' }, { tag: '@image2' }],
    })
    expect(requestOf({ ...draft, kind: 'transcription' }, target)).toMatchObject({
      kind: 'transcription',
      model: 'groq-whisper-large-v3-turbo',
    })
  })

  it('uses the model that was chosen for the kind, not one for the references', () => {
    const models = { image: 'flux-dev', video: '' }
    expect(requestOf({ ...EMPTY_DRAFT, models }, target).model).toBe('flux-dev')
    expect(requestOf({ ...EMPTY_DRAFT, models, kind: 'video' }, target).model).toBe('')
  })

  it.each([
    ['image', [], 'nano-banana-pro'],
    ['image', ['audio', 'image'], 'nano-banana-pro/edit'],
    ['lipsync', [], 'sync-v2-pro'],
    ['lipsync', ['audio', 'image'], 'veed-fabric-1.0'],
    ['lipsync', ['audio', 'video', 'image'], 'sync-v2-pro'],
    ['upscale', ['image'], 'seedvr'],
    ['upscale', ['audio', 'video'], 'sima-video-upscaler'],
  ] as const)('uses for a request of kind %s with %j the model %s', (kind, files, model) => {
    const references = files.map((media, at) => reference(String(at), media))
    expect(requestOf({ ...EMPTY_DRAFT, kind, references }, target).model).toBe(model)
  })

  it.each([
    ['', undefined],
    [' ', undefined],
    [
      '{"seed":5,"provider_options":{"fal":{"a":null}}}',
      { seed: 5, provider_options: { fal: { a: null } } },
    ],
    ['{', 'invalid'],
    ['[]', 'invalid'],
    ['null', 'invalid'],
    ['"a"', 'invalid'],
  ])('reads other settings %j as %j', (extra, members) => {
    expect(requestOf({ ...EMPTY_DRAFT, extra }, target).extra).toEqual(members)
  })
})
