import { describe, expect, it } from 'vitest'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { readGeneration } from '../generation-contract.ts'
import { findSnippet, SNIPPETS } from './all-snippets.ts'

const FILES = ['image', 'audio', 'image', 'video', 'image'] as const
const fileAt = (index: number) => ({ url: urlOf(index, FILES[index] ?? 'image') })

function bodyIn(id: string, ...draft: Parameters<typeof draftRequest>): unknown {
  const snippet = findSnippet(id)
  const [files, request] = draft
  return JSON.parse(
    snippet.write(draftRequest(files, { ...(snippet.kind && { kind: snippet.kind }), ...request })),
  )
}

describe('JSON bodies', () => {
  it('have all members of an image request and no duration', () => {
    expect(bodyIn('image-body', FILES, { model: 'nano-banana-pro/edit' })).toEqual({
      model: 'nano-banana-pro/edit',
      prompt: '@image1 walks in',
      files: FILES.map((_, index) => fileAt(index)),
      aspect_ratio: '16:9',
    })
  })

  it('have all members of a video request', () => {
    expect(bodyIn('video-body', FILES, { duration: 7.5 })).toEqual({
      model: 'kling-v3',
      prompt: '@image1 walks in',
      files: FILES.map((_, index) => fileAt(index)),
      duration: 7.5,
      aspect_ratio: '16:9',
    })
  })

  it('are indented', () => {
    const request = draftRequest(['image', 'audio'], { aspectRatio: '' })
    expect(findSnippet('video-body').write(request)).toBe(`{
  "model": "kling-v3",
  "prompt": "@image1 walks in",
  "files": [
    { "url": "${urlOf(0, 'image')}" },
    { "url": "${urlOf(1, 'audio')}" }
  ],
  "duration": 5
}`)
  })

  it.each(['image-body', 'video-body'])('omit empty members in %s', (id) => {
    const bare = { model: 'kling-v3', prompt: '@image1 walks in' }
    expect(bodyIn(id, [], { aspectRatio: '', duration: undefined })).toEqual(bare)
    expect(bodyIn(id, [], { aspectRatio: '', duration: Infinity })).toEqual(bare)
    expect(findSnippet(id).lack(draftRequest())).toBeUndefined()
  })

  it('transcribe the first audio file', () => {
    expect(bodyIn('transcription-body', FILES, { model: 'whisper' })).toEqual({
      model: 'whisper',
      audio_url: urlOf(1, 'audio'),
    })
  })

  it('pair the first image or video with the first audio file for a lipsync', () => {
    expect(bodyIn('lipsync-pair', ['audio', 'video', 'image', 'audio'])).toEqual({
      model: 'sync-v2-pro',
      prompt: '@image1 walks in',
      files: [{ url: urlOf(1, 'video') }, { url: urlOf(0, 'audio') }],
    })
    expect(bodyIn('lipsync-pair', ['audio', 'video'], { prompt: '' })).not.toHaveProperty('prompt')
  })

  it('use the first two images as frames', () => {
    expect(bodyIn('frame-pair', FILES)).toEqual({
      model: 'kling-v3',
      prompt: '@image1 walks in',
      files: [fileAt(0), fileAt(2)],
      duration: 5,
      aspect_ratio: '16:9',
    })
  })

  it.each(SNIPPETS.filter(({ kind }) => kind))(
    'keep the contract of the gateway in $id',
    ({ id, kind }) => {
      const body = JSON.stringify(bodyIn(id, FILES))
      expect(readGeneration(kind ?? 'image', body)).toHaveProperty('asked')
    },
  )
})

describe('lack of files', () => {
  it.each([
    ['transcription-body', ['image', 'video'], 'Add an audio file: it is what gets transcribed.'],
    ['transcription-body', ['audio'], undefined],
    ['lipsync-pair', [], 'Add a picture or a video, and an audio file.'],
    ['lipsync-pair', ['image', 'video'], 'Add an audio file: the lips follow it.'],
    ['lipsync-pair', ['audio'], 'Add a picture or a video: its lips follow the audio file.'],
    ['lipsync-pair', ['audio', 'image'], undefined],
    ['frame-pair', ['video'], 'Add two images: the start frame and the end frame.'],
    ['frame-pair', ['image', 'audio'], 'Add one more image: the end frame.'],
    ['frame-pair', ['image', 'audio', 'image'], undefined],
  ] as const)('is checked for %s with %j', (id, files, lack) => {
    expect(findSnippet(id).lack(draftRequest(files))).toBe(lack)
  })

  it.each(['curl', 'fetch'])('is about audio in %s only when it is a transcription', (id) => {
    const { lack } = findSnippet(id)
    expect(lack(draftRequest([], { kind: 'transcription' }))).toMatch(/audio/)
    expect(lack(draftRequest(['audio'], { kind: 'transcription' }))).toBeUndefined()
    expect(lack(draftRequest([], { kind: 'image' }))).toBeUndefined()
    expect(lack(draftRequest([], { kind: 'video' }))).toBeUndefined()
  })

  it.each(SNIPPETS)('does not make $id throw', ({ write }) => {
    expect(() => write(draftRequest([], { kind: 'transcription', model: '' }))).not.toThrow()
  })
})
