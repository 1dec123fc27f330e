import { describe, expect, it } from 'vitest'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { endpointOf } from '../endpoint.ts'
import { REQUEST_KINDS, type RequestKind } from '../generation.ts'
import { readGeneration } from '../generation-contract.ts'
import { findSnippet, SNIPPETS } from './all-snippets.ts'

const JSON_BODY = findSnippet('json-body')

const FILES = ['image', 'audio', 'image', 'video', 'image'] as const
const fileAt = (index: number) => ({ url: urlOf(index, FILES[index] ?? 'image') })

function bodyOf(
  kind: RequestKind,
  files: Parameters<typeof draftRequest>[0],
  request: Parameters<typeof draftRequest>[1] = {},
): unknown {
  return JSON.parse(JSON_BODY.write(draftRequest(files, { kind, ...request })))
}

describe('JSON body', () => {
  it('of an image has all members but no duration', () => {
    expect(bodyOf('image', FILES, { model: 'nano-banana-pro/edit' })).toEqual({
      model: 'nano-banana-pro/edit',
      prompt: '@image1 walks in',
      files: FILES.map((_, index) => fileAt(index)),
      aspect_ratio: '16:9',
    })
  })

  it('of a video has all members', () => {
    expect(bodyOf('video', FILES, { duration: 7.5 })).toEqual({
      model: 'kling-v3',
      prompt: '@image1 walks in',
      files: FILES.map((_, index) => fileAt(index)),
      duration: 7.5,
      aspect_ratio: '16:9',
    })
  })

  it('is indented', () => {
    const request = draftRequest(['image', 'audio'], { aspectRatio: '' })
    expect(JSON_BODY.write(request)).toBe(`{
  "model": "kling-v3",
  "prompt": "@image1 walks in",
  "files": [
    { "url": "${urlOf(0, 'image')}" },
    { "url": "${urlOf(1, 'audio')}" }
  ],
  "duration": 5
}`)
  })

  it.each(['image', 'video'] as const)('of kind %s omits empty members', (kind) => {
    const bare = { model: 'kling-v3', prompt: '@image1 walks in' }
    expect(bodyOf(kind, [], { aspectRatio: '', duration: undefined })).toEqual(bare)
    expect(bodyOf(kind, [], { aspectRatio: '', duration: Infinity })).toEqual(bare)
    expect(JSON_BODY.lack(draftRequest([], { kind }))).toBeUndefined()
  })

  it('of a transcription has the first audio file', () => {
    expect(bodyOf('transcription', FILES, { model: 'whisper' })).toEqual({
      model: 'whisper',
      audio_url: urlOf(1, 'audio'),
    })
  })

  it('of a lipsync has the first image or video, the first audio file and no settings', () => {
    const model = 'sync-v2-pro'
    expect(bodyOf('lipsync', ['audio', 'video', 'image', 'audio'], { model })).toEqual({
      model,
      prompt: '@image1 walks in',
      files: [{ url: urlOf(1, 'video') }, { url: urlOf(0, 'audio') }],
    })
  })

  it('of a lipsync has a prompt when it is empty', () => {
    expect(bodyOf('lipsync', ['audio', 'video'], { prompt: '' })).toHaveProperty('prompt', '')
  })

  it.each([
    ['image', { model: 'nano_banana_pro/edit', files: [fileAt(0)] }],
    ['video', { model: 'kling_v3', files: [fileAt(0)], duration: 5 }],
    ['lipsync', { model: 'sync_v2_pro', files: [fileAt(0), fileAt(1)] }],
    ['upscale', { model: 'seedvr', files: [fileAt(0)] }],
    ['transcription', { model: 'groq_whisper_large_v3_turbo', audio_url: urlOf(1, 'audio') }],
  ] as const)('of kind %s has no empty prompt in version 2', (kind, body) => {
    const files = kind === 'image' || kind === 'video' ? FILES.slice(0, 1) : FILES.slice(0, 2)
    const facts = { model: body.model, prompt: '', aspectRatio: '', version: 2 } as const
    expect(bodyOf(kind, files, facts)).toEqual(body)
  })

  it('of a start and an end frame has the first two images', () => {
    expect(bodyOf('frames', FILES)).toEqual({
      model: 'kling-v3',
      prompt: '@image1 walks in',
      files: [fileAt(0), fileAt(2)],
      duration: 5,
      aspect_ratio: '16:9',
    })
  })

  it.each(REQUEST_KINDS)('of kind %s keeps the contract of the gateway', (kind) => {
    const model = kind === 'lipsync' ? 'sync-v2-pro' : 'other'
    const body = JSON.stringify(bodyOf(kind, FILES, { model }))
    const endpoint = endpointOf(draftRequest(FILES, { kind, model }))
    expect(readGeneration(endpoint, body)).toHaveProperty('asked')
    const next = JSON.stringify(bodyOf(kind, FILES, { model, version: 2 }))
    expect(readGeneration(endpoint, next, 2)).toHaveProperty('asked')
  })

  it.each(REQUEST_KINDS)('of kind %s reports the references that it omits', (kind) => {
    const request = draftRequest(FILES, { kind })
    const written = JSON_BODY.write(request)
    const omitted = request.references.filter(({ url }) => !written.includes(url))
    expect(JSON_BODY.leftOut?.(request)).toEqual(omitted)
  })
})

it('a body has other members, also those with the name of an inherited one', () => {
  const extra = { constructor: 'a', toString: 1, provider_options: { fal: { valueOf: true } } }
  expect(bodyOf('image', FILES, { extra })).toMatchObject(extra)
})

describe('lack of files', () => {
  it('does not count a file that an option holds', () => {
    const { references, ...request } = draftRequest(['image', 'audio'], { kind: 'lipsync' })
    const masked = references.map((one) =>
      one.kind === 'image' ? { ...one, option: 'fal.mask_url' } : one,
    )
    expect(JSON_BODY.lack({ ...request, references: masked })).toBe(
      'Add an image or a video. Its lips follow the audio file.',
    )
  })

  it.each([
    ['transcription', ['image', 'video'], 'Add an audio file to transcribe.'],
    ['transcription', ['audio'], undefined],
    ['lipsync', [], 'Add an image or a video, and an audio file.'],
    ['lipsync', ['image', 'video'], 'Add an audio file. The lips follow it.'],
    ['lipsync', ['audio'], 'Add an image or a video. Its lips follow the audio file.'],
    ['lipsync', ['audio', 'image'], undefined],
    ['frames', ['video'], 'Add two images: the start frame and the end frame.'],
    ['frames', ['image', 'audio'], 'Add one more image: the end frame.'],
    ['frames', ['image', 'audio', 'image'], undefined],
    ['upscale', ['audio'], 'Add an image or a video to upscale.'],
    ['upscale', ['audio', 'video'], undefined],
    ['image', [], undefined],
    ['video', [], undefined],
  ] as const)('for kind %s with %j is %s', (kind, files, lack) => {
    for (const id of ['json-body', 'curl', 'fetch']) {
      expect(findSnippet(id).lack(draftRequest(files, { kind }))).toBe(lack)
    }
  })

  it.each(SNIPPETS)('does not make $id throw', ({ write }) => {
    for (const kind of REQUEST_KINDS) {
      expect(() => write(draftRequest([], { kind, model: '' }))).not.toThrow()
    }
  })
})
