import { describe, expect, test } from 'vitest'
import type { ApiVersion } from '../api/api-version.ts'
import { ENDPOINTS, type Endpoint } from './generation.ts'
import { readGeneration } from './generation-contract.ts'

const image = { model: 'any', prompt: '@image1 at dusk' }
const face = { url: 'https://s3.varg.ai/u/me/a.png' }
const clip = { url: 'https://s3.varg.ai/u/me/b.MP4?v=1' }
const voice = { url: 'http://localhost:4173/sandbox/u/me/c.mp3' }
const lipsync = { model: 'sync-v2-pro', prompt: '', files: [face, voice] }
const transcription = { model: 'whisper', audio_url: voice.url }

interface AskedBody {
  model: string
  [field: string]: unknown
}

function read(kind: Endpoint, body: unknown, version?: ApiVersion) {
  return readGeneration(kind, typeof body === 'string' ? body : JSON.stringify(body), version)
}

describe('readGeneration of a valid body', () => {
  test.each<[what: string, kind: Endpoint, body: AskedBody, media: string[]]>([
    ['a prompt alone', 'image', image, []],
    ['no files', 'image', { ...image, files: [] }, []],
    ['files', 'image', { ...image, files: [face, clip] }, ['files.0.url', 'files.1.url']],
    ['an aspect ratio', 'image', { ...image, aspect_ratio: '21:9' }, []],
    [
      'unknown members',
      'image',
      { ...image, seed: 7, files: [{ ...face, x: 1 }] },
      ['files.0.url'],
    ],
    ['any aspect ratio', 'image', { ...image, aspect_ratio: 'auto' }, []],
    ['an empty prompt', 'image', { ...image, prompt: '' }, []],
    ['a duration', 'video', { ...image, duration: 0.5 }, []],
    ['a duration that the model chooses', 'video', { ...image, duration: 'auto' }, []],
    ['a face and a voice', 'video', lipsync, ['files.0.url', 'files.1.url']],
    [
      'a voice and a clip',
      'video',
      { ...lipsync, files: [voice, clip] },
      ['files.0.url', 'files.1.url'],
    ],
    [
      'a voice that is known by its media type',
      'video',
      { ...lipsync, files: [face, { url: 'https://a.test/b', media_type: 'audio/mpeg' }] },
      ['files.0.url', 'files.1.url'],
    ],
    [
      'a second face',
      'video',
      { ...lipsync, files: [face, voice, face] },
      ['files.0.url', 'files.1.url', 'files.2.url'],
    ],
    [
      'files of unknown kinds',
      'video',
      { ...lipsync, files: [{ url: 'https://a.test/b' }, { url: 'https://a.test/c' }] },
      ['files.0.url', 'files.1.url'],
    ],
    ['audio', 'transcription', transcription, ['audio_url']],
  ])('accepts %s', (_, kind, body, fields) => {
    for (const version of [1, 2] as const) {
      if (version === 2 && 'duration' in body && body.duration === 0.5) continue
      const result = read(kind, body, version)
      expect(result).toMatchObject({ asked: { model: body.model } })
      expect('asked' in result && result.asked.media.map(({ field }) => field)).toEqual(fields)
    }
  })

  const ten = Array.from({ length: 10 }, () => face)
  test.each<[what: string, kind: Endpoint, body: unknown]>([
    ['no prompt', 'video', { model: 'sync_v2_pro', files: [clip, voice] }],
    ['no prompt and no files', 'image', { model: 'any' }],
    ['2,000 characters of two code units', 'image', { ...image, prompt: '🎬'.repeat(2000) }],
    ['10 files', 'image', { ...image, files: ten }],
    ['a duration of 1 s', 'video', { ...image, duration: 1 }],
    ['a duration of 120 s', 'video', { ...image, duration: 120 }],
    ['a duration in words', 'video', { ...image, duration: 'short' }],
  ])('accepts %s in version 2', (_, kind, body) => {
    expect(read(kind, body, 2)).toHaveProperty('asked')
  })

  test('returns files in their order', () => {
    expect(read('image', { ...image, files: [clip, face] })).toEqual({
      asked: {
        model: image.model,
        media: [
          { field: 'files.0.url', url: clip.url },
          { field: 'files.1.url', url: face.url },
        ],
      },
    })
  })
})

const URL_WORDS = 'must be a URL that begins with http:// or https://'

describe('readGeneration of an invalid body', () => {
  test.each<[kind: Endpoint, body: unknown, field: string | undefined, words: string]>([
    ['image', '{"model": ', undefined, 'The body is not JSON.'],
    ['image', '', undefined, 'The body is not JSON.'],
    ['image', [], 'model', 'model is missing.'],
    ['image', null, undefined, 'The body must be an object, not null.'],
    ['image', { prompt: 'a' }, 'model', 'model is missing.'],
    ['image', { ...image, model: '' }, 'model', 'model must be text that is not empty, not "".'],
    [
      'image',
      { ...image, model: 'm'.repeat(201) },
      'model',
      'model must be at most 200 characters',
    ],
    ['image', { model: 'a' }, 'prompt', 'prompt is missing.'],
    ['image', { ...image, prompt: { text: 'a' } }, 'prompt', 'prompt must be text, not an object.'],
    ['image', { ...image, files: face }, 'files', 'files must be a list, not an object.'],
    ['image', { ...image, files: [face.url] }, 'files.0', 'files.0 must be an object'],
    ['image', { ...image, files: [face, {}] }, 'files.1.url', 'files.1.url is missing.'],
    [
      'image',
      { ...image, files: [{ url: 'a.png' }] },
      'files.0.url',
      `files.0.url ${URL_WORDS}, not "a.png".`,
    ],
    ['image', { ...image, files: [{ url: 'javascript:alert(1)' }] }, 'files.0.url', URL_WORDS],
    ['image', { ...image, files: [{ url: 'https://' }] }, 'files.0.url', URL_WORDS],
    ['image', { ...image, files: [{ url: 'https://a.test/a b' }] }, 'files.0.url', URL_WORDS],
    [
      'video',
      { ...image, aspect_ratio: 1.5 },
      'aspect_ratio',
      'aspect_ratio must be text, not 1.5.',
    ],
    [
      'video',
      { ...image, duration: '5' },
      'duration',
      'duration must be "auto" or a number, not "5".',
    ],
    ['video', { ...image, duration: 0 }, 'duration', 'duration must be a number above 0, not 0.'],
    ['video', { model: 'a' }, 'prompt', 'prompt is missing.'],
    ['video', { ...lipsync, prompt: undefined }, 'prompt', 'prompt is missing.'],
    ['video', { ...lipsync, files: undefined }, 'files', '1 image or video for Sync 2 Pro.'],
    ['video', { ...lipsync, files: [] }, 'files', '1 image or video for Sync 2 Pro.'],
    ['video', { ...lipsync, files: [face] }, 'files', '1 audio file for Sync 2 Pro.'],
    ['video', { ...lipsync, files: [face, clip] }, 'files', '1 audio file for Sync 2 Pro.'],
    ['video', { ...lipsync, files: [voice, voice] }, 'files', '1 image or video for Sync 2 Pro.'],
    [
      'video',
      { ...lipsync, files: [face, { url: 7 }] },
      'files.1.url',
      'files.1.url must be text, not 7.',
    ],
    ['image', { model: 'sync-v2-pro', files: [face, voice] }, 'prompt', 'prompt is missing.'],
    ['transcription', { model: 'whisper' }, 'audio_url', 'audio_url is missing.'],
    [
      'transcription',
      { model: 'whisper', audio_url: 'c.mp3' },
      'audio_url',
      `audio_url ${URL_WORDS}`,
    ],
    ['transcription', { audio_url: voice.url }, 'model', 'model is missing.'],
  ])('rejects %s %j', (kind, body, field, words) => {
    expect(read(kind, body)).toEqual({
      refusal: {
        error: 'ValidationError',
        message: expect.stringContaining(words),
        ...(field !== undefined && { field }),
      },
    })
  })

  test.each<[kind: Endpoint, body: unknown, field: string, words: string]>([
    ['image', { prompt: 'a' }, 'model', 'model is missing.'],
    ['image', { ...image, prompt: 'a'.repeat(2001) }, 'prompt', 'must be at most 2000 characters'],
    ['image', { ...image, prompt: null }, 'prompt', 'prompt must be text, not null.'],
    [
      'video',
      { ...image, files: Array.from({ length: 11 }, () => face) },
      'files',
      'files must be at most 10 files, not 11.',
    ],
    ['video', { ...image, files: [{}] }, 'files.0.url', 'files.0.url is missing.'],
    ['video', { ...image, duration: 0.5 }, 'duration', 'a number from 1 to 120, or text, not 0.5.'],
    ['video', { ...image, duration: 121 }, 'duration', 'a number from 1 to 120, or text, not 121.'],
    ['video', { ...image, duration: true }, 'duration', 'must be text or a number, not true.'],
    ['video', { model: 'kling_v3', duration: 2 }, 'duration', 'whole seconds from 3 to 15'],
    ['video', { model: 'sync_v2_pro', files: [clip] }, 'files', '1 audio file for Sync 2 Pro.'],
    ['transcription', { model: 'whisper' }, 'audio_url', 'audio_url is missing.'],
  ])('rejects %s %j in version 2', (kind, body, field, words) => {
    const result = read(kind, body, 2)
    expect(result).toMatchObject({ refusal: { field, message: expect.stringContaining(words) } })
  })

  test.each(Object.values(ENDPOINTS))(
    'rejects %s in a short sentence when a value is long',
    (kind) => {
      const result = read(kind, { model: 'x'.repeat(100_000), prompt: 'a', audio_url: 'a' })
      expect('refusal' in result && result.refusal.message.length).toBeLessThan(200)
    },
  )
})
