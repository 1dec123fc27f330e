import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_VERSIONS, type ApiVersion } from '../../api/api-version.ts'
import { MEDIA_KINDS } from '../../media/media-kind.ts'
import { draftRequest } from '../../testing/drafted-request.ts'
import { endpointOf } from '../endpoint.ts'
import { type Endpoint, type GenerationRequest, REQUEST_KINDS } from '../generation.ts'
import { readGeneration } from '../generation-contract.ts'
import { findHints } from '../hints.ts'
import { findSnippet } from '../snippets/all-snippets.ts'
import { FAMILIES } from './families.ts'
import { idsOf } from './find-family.ts'

const files = (...names: string[]) =>
  names.map((name) => ({ url: `https://s3.varg.ai/u/a/${name}` }))

type Body = Record<string, unknown>

const ask = (endpoint: Endpoint, body: Body, version: ApiVersion = 1) =>
  readGeneration(endpoint, JSON.stringify(body), version)

describe('the sandbox accepts the documented body of', () => {
  it.each<[string, Endpoint, Body]>([
    [
      'a start and an end frame',
      'video',
      {
        model: 'kling-v3',
        prompt: 'the door opens',
        duration: 5,
        aspect_ratio: '9:16',
        files: files('a.png', 'b.png'),
      },
    ],
    [
      'a start and an end frame of Seedance 2',
      'video',
      {
        model: 'fal:bytedance/seedance-2.0/fast/image-to-video',
        prompt: 'a',
        duration: 6,
        files: files('a.png'),
        provider_options: { fal: { end_image_url: 'https://s3.varg.ai/u/a/b.png' } },
      },
    ],
    [
      'references of Seedance 2',
      'video',
      {
        model: 'fal:bytedance/seedance-2.0/fast/reference-to-video',
        prompt: '@Image1 waves as in @Video1, to @Audio1',
        duration: 5,
        files: files('A.jpg', 'B.mp4', 'C.mp3'),
      },
    ],
    [
      'an edited picture',
      'image',
      { model: 'nano-banana-pro/edit', prompt: 'a', files: files('a.png', 'b.png') },
    ],
    [
      'an edit with a mask',
      'image',
      {
        model: 'ideogram-v4-5',
        prompt: 'a',
        files: files('a.png', 'b.png'),
        provider_options: {
          fal: { mask_url: 'https://s3.varg.ai/u/a/m.png', edit_precision: 'high' },
        },
      },
    ],
    ['a lipsync', 'video', { model: 'sync-v2-pro', prompt: '', files: files('A.mp4', 'B.mp3') }],
    [
      'a lipsync of a picture',
      'video',
      { model: 'sync-v2-pro', prompt: '', files: files('A.jpg', 'B.mp3') },
    ],
    [
      'a talking picture',
      'video',
      {
        model: 'veed-fabric-1.0',
        prompt: '',
        files: files('A.jpg', 'B.mp3'),
        provider_options: { fal: { resolution: '720p' } },
      },
    ],
    ['a larger picture', 'image', { model: 'seedvr', prompt: '', files: files('A.png') }],
    [
      'a transcription',
      'transcription',
      {
        model: 'groq_whisper_large_v3_turbo',
        audio_url: 'https://s3.varg.ai/u/a/A.m4a',
        language: 'en',
      },
    ],
    [
      'a plain transcription',
      'transcription',
      { model: 'whisper', audio_url: 'https://a.test/a.mp3' },
    ],
    [
      'a picture with an aspect ratio',
      'image',
      { model: 'nano-banana-pro/edit', prompt: '...', files: files('a.png'), aspect_ratio: '16:9' },
    ],
    ['a model of the SDK alone', 'image', { model: 'reve/edit', prompt: 'a', files: [] }],
  ])('%s', (_, endpoint, body) => {
    for (const version of API_VERSIONS) {
      expect(ask(endpoint, body, version)).toHaveProperty('asked')
    }
  })

  // Version 2 needs no prompt.
  it.each<[string, Endpoint, Body]>([
    ['a lipsync', 'video', { model: 'sync_v2_pro', files: files('A.mp4', 'B.mp3') }],
    [
      'a talking picture',
      'video',
      {
        model: 'veed_fabric_1.0',
        files: files('A.jpg', 'B.mp3'),
        provider_options: { fal: { resolution: '720p' } },
      },
    ],
    ['a larger picture', 'image', { model: 'seedvr', files: files('A.png') }],
    ['a pinned model', 'image', { model: 'fal:flux_schnell', prompt: 'a' }],
    ['an automatic duration', 'video', { model: 'seedance_2', prompt: 'a', duration: 'auto' }],
  ])('%s in version 2', (_, endpoint, body) => {
    expect(ask(endpoint, body, 2)).toHaveProperty('asked')
  })
})

describe('the sandbox names the field that the documents forbid:', () => {
  const video = { prompt: 'a', files: files('a.png') }
  it.each<[string, Endpoint, Body, string]>([
    ['no model', 'image', { prompt: 'a' }, 'model'],
    ['no prompt', 'video', { model: 'seedvr-video', files: files('a.mp4') }, 'prompt'],
    ['a file without a URL', 'video', { ...video, model: 'kling-v3', files: [{}] }, 'files.0.url'],
    ['Kling 2.5 for 7 s', 'video', { ...video, model: 'kling-v2.5', duration: 7 }, 'duration'],
    ['Kling 3 for 2 s', 'video', { ...video, model: 'kling-v3', duration: 2 }, 'duration'],
    ['Kling 3 for 16 s', 'video', { ...video, model: 'fal:kling_v3', duration: 16 }, 'duration'],
    ['Kling 3 for 5.5 s', 'video', { ...video, model: 'kling-v3', duration: 5.5 }, 'duration'],
    [
      'Seedance preview for 7 s',
      'video',
      { ...video, model: 'seedance-2-preview', duration: 7 },
      'duration',
    ],
    ['an edit of nothing', 'image', { model: 'nano-banana-pro/edit', prompt: 'a' }, 'files'],
    ['an angle of nothing', 'image', { model: 'qwen-angles', prompt: 'a', files: [] }, 'files'],
    [
      'Ideogram with five references',
      'image',
      {
        model: 'ideogram-v4-5',
        prompt: 'a',
        files: files('a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png'),
      },
      'files',
    ],
  ])('%s', (_, endpoint, body, field) => {
    const result = ask(endpoint, body)
    expect(result).toMatchObject({ refusal: { error: 'ValidationError', field } })
  })
})

it('any request is accepted by the sandbox, or a hint says why not', () => {
  const anyModel = fc.oneof(
    fc.constantFrom(...FAMILIES.flatMap(idsOf)),
    fc.string({ maxLength: 20 }),
  )
  const property = fc.property(
    fc.array(fc.constantFrom(...MEDIA_KINDS), { maxLength: 20 }),
    fc.record({
      version: fc.constantFrom(...API_VERSIONS),
      kind: fc.constantFrom(...REQUEST_KINDS),
      model: anyModel.map((model) => model.trim()),
      prompt: fc.constantFrom('', 'a', '@image1 @audio1', 'a'.repeat(2001)),
      duration: fc.option(
        fc.oneof(
          fc.integer({ min: 1, max: 40 }).map((half) => half / 2),
          fc.integer({ min: 110, max: 130 }),
        ),
        { nil: undefined },
      ),
      aspectRatio: fc.constantFrom('', '16:9', '7:5'),
    }),
    fc.array(fc.constantFrom(undefined, 'fal.mask_url', 'fal.end_image_url', 'fal.other'), {
      maxLength: 20,
    }),
    (tray, facts, options) => {
      const drawn = draftRequest(tray, facts)
      const references = drawn.references.map((one, at) => ({ ...one, option: options[at] }))
      const request = { ...drawn, references }
      const body = findSnippet('json-body')
      fc.pre(body.lack(request) === undefined && (tray.length > 0 || facts.prompt !== ''))
      const result = readGeneration(endpointOf(request), body.write(request), facts.version)
      if ('asked' in result) return
      const hints = findHints(request, { snippet: body, gateway: 'sandbox' })
      const rule = {
        files: /^(missing|extra|many)/,
        duration: /seconds$/,
        model: /^model$/,
        prompt: /^long-prompt$/,
      }
      const field = result.refusal.field as keyof typeof rule
      expect(hints.filter(({ id }) => rule[field].test(id))).not.toEqual([])
    },
  )
  fc.assert(property)
})

describe('the composer writes the documented body of', () => {
  const url = (name: string) => `https://s3.varg.ai/u/a/${name}`
  const image = (name: string) => ({ kind: 'image' as const, url: url(name) })

  it.each<[string, GenerationRequest, Body]>([
    [
      'a start and an end frame of Seedance 2',
      draftRequest([image('a.png'), image('b.png')], {
        kind: 'frames',
        model: 'fal:bytedance/seedance-2.0/fast/image-to-video',
        prompt: 'a',
        duration: 6,
        aspectRatio: '',
      }),
      {
        model: 'fal:bytedance/seedance-2.0/fast/image-to-video',
        prompt: 'a',
        duration: 6,
        files: files('a.png'),
        provider_options: { fal: { end_image_url: url('b.png') } },
      },
    ],
    [
      'an edit with a mask',
      withOption(
        draftRequest([image('a.png'), image('b.png'), image('m.png')], {
          kind: 'image',
          model: 'ideogram-v4-5',
          prompt: 'a',
          aspectRatio: '',
          extra: { provider_options: { fal: { edit_precision: 'high' } } },
        }),
        2,
        'fal.mask_url',
      ),
      {
        model: 'ideogram-v4-5',
        prompt: 'a',
        files: files('a.png', 'b.png'),
        provider_options: { fal: { edit_precision: 'high', mask_url: url('m.png') } },
      },
    ],
    [
      'a talking picture',
      draftRequest([image('A.jpg'), { kind: 'audio', url: url('B.mp3') }], {
        kind: 'lipsync',
        model: 'veed-fabric-1.0',
        prompt: '',
        extra: { provider_options: { fal: { resolution: '720p' } } },
      }),
      {
        model: 'veed-fabric-1.0',
        prompt: '',
        files: files('A.jpg', 'B.mp3'),
        provider_options: { fal: { resolution: '720p' } },
      },
    ],
    [
      'a larger video',
      draftRequest([{ kind: 'video', url: url('A.mp4') }], {
        kind: 'upscale',
        model: 'sima-video-upscaler',
        prompt: '',
      }),
      { model: 'sima-video-upscaler', prompt: '', files: files('A.mp4') },
    ],
    [
      'a transcription',
      draftRequest([{ kind: 'audio', url: url('A.m4a') }], {
        kind: 'transcription',
        model: 'groq_whisper_large_v3_turbo',
        extra: { language: 'en' },
      }),
      { model: 'groq_whisper_large_v3_turbo', audio_url: url('A.m4a'), language: 'en' },
    ],
  ])('%s', (_, request, body) => {
    const written = findSnippet('json-body').write(request)
    expect(JSON.parse(written)).toEqual(body)
    expect(readGeneration(endpointOf(request), written)).toHaveProperty('asked')

    // Keys of a route keep their dashes.
    const isKey = request.model.includes(':')
    const model = isKey ? request.model : request.model.replaceAll('-', '_')
    const next = { ...request, model, version: 2 } as const
    const { prompt, ...rest } = body
    const writtenNext = findSnippet('json-body').write(next)
    expect(JSON.parse(writtenNext)).toEqual({ ...rest, model, ...(prompt !== '' && { prompt }) })
    expect(readGeneration(endpointOf(next), writtenNext, 2)).toHaveProperty('asked')
  })
})

function withOption(request: GenerationRequest, at: number, option: string): GenerationRequest {
  const references = request.references.map((one, place) =>
    place === at ? { ...one, option } : one,
  )
  return { ...request, references }
}
