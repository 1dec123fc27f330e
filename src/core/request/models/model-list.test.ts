import { describe, expect, it } from 'vitest'
import type { MediaKind } from '../../media/media-kind.ts'
import { listModels, ratiosOf, settingsFor } from './model-list.ts'

const files = (...kinds: MediaKind[]) => kinds.map((kind) => ({ kind }))

const idsOf = (...asked: Parameters<typeof listModels>) => listModels(...asked).map(({ id }) => id)

describe('listModels', () => {
  it('lists recommended models first and deprecated ones last', () => {
    const states = listModels('video', '').map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['recommended', undefined, 'legacy', 'deprecated']))
    expect([...new Set(states)]).toHaveLength(4)
    expect(states.indexOf('recommended')).toBe(0)
    expect(states.lastIndexOf('deprecated')).toBe(states.length - 1)
  })

  it.each([
    ['kling-v3', 'up to 2 images: start frame and end frame · 3–15 s'],
    ['kling-v2.5', 'up to 1 image: start frame · 5, 10 s'],
    ['kling-v2.6', 'up to 2 images: start frame and end frame'],
    ['fal:bytedance/seedance-2.0/text-to-video', 'prompt only · 4–15 s · version 2 only'],
    ['seedance-2', 'up to 2 images: start frame and end frame · 4–15 s · version 2 only'],
    ['sync-v2-pro', '1 video: face + 1 audio file: voice'],
    ['heygen-avatar', 'version 2 only'],
  ])('says what %s takes: %s', (id, takes) => {
    expect(listModels('video', '').find((one) => one.id === id)?.takes).toBe(takes)
  })

  it.each([
    ['image', 'banana PRO', ['nano-banana-pro/edit', 'nano-banana-pro']],
    ['video', 'kling_v3', ['kling-v3', 'kling-v3-standard']],
    ['video', 'end 3–15', ['kling-v3', 'kling-v3-standard']],
    ['frames', 'ltx', ['ltx-2-19b-distilled']],
    ['frames', 'sora', []],
    ['transcription', 'turbo', ['groq-whisper-large-v3-turbo']],
  ] as const)('finds models of kind %s by %j: %j', (kind, query, ids) => {
    expect(idsOf(kind, query)).toEqual(ids)
  })

  it('lists only models of a face and a voice for a lipsync', () => {
    expect(idsOf('lipsync', '')).toEqual([
      'veed-fabric-1.0',
      'sync-v2-pro',
      'sync-v2',
      'lipsync',
      'sync-v3',
      'omnihuman-v1.5',
    ])
  })

  it('lists only upscalers of images and videos for an upscale', () => {
    expect(idsOf('upscale', '')).toEqual([
      'seedvr',
      'sima-video-upscaler',
      ...['topaz', 'recraft-clarity', 'clarity-upscaler', 'ccsr', 'aura-sr'],
      ...['topaz-video', 'seedvr-video', 'bytedance-upscaler'],
    ])
  })

  it('lists models with an end frame in files or in options for two frames', () => {
    expect(idsOf('frames', '')).toEqual([
      ...['kling-v3', 'kling-v3-standard', 'seedance-2'],
      ...['fal:bytedance/seedance-2.0/fast/image-to-video', 'ltx-2-19b-distilled', 'kling-v2.6'],
    ])
  })

  it('lists only models with a place for each reference when that is asked', () => {
    expect(idsOf('video', 'kling', files('image', 'image'))).toEqual([
      'kling-v3',
      'kling-v3-standard',
      'kling-v2.6',
    ])
    expect(idsOf('image', '', files('image', 'video'))).toEqual([])
    expect(idsOf('video', 'seedance', files('image', 'image')).slice(0, 2)).toEqual([
      'seedance-2',
      'fal:bytedance/seedance-2.0/fast/reference-to-video',
    ])
    expect(idsOf('image', 'nano', [])).toEqual(['nano-banana-pro', 'nano-banana-2'])
  })
})

it.each([
  ['kling-v3', '2', '21:9', '5', '16:9'],
  ['kling-v3', '7', '1:1', '7', '1:1'],
  ['kling-v3', '', '', '', '16:9'],
  ['kling-v2.5', '7', '4:3', '5', '4:3'],
  ['sora-2', '5', '4:3', '', '4:3'],
  ['sync-v2-pro', '5', '16:9', '5', '16:9'],
  ['other', '99', '7:5', '99', '7:5'],
])(
  'settingsFor %s changes %s s and %s to %s s and %s',
  (model, seconds, ratio, duration, aspectRatio) => {
    expect(settingsFor(model, seconds, ratio)).toEqual({ model, duration, aspectRatio })
  },
)

it('ratiosOf a model are those of its documents', () => {
  expect(ratiosOf('kling_v3')).toEqual(['16:9', '1:1', '9:16'])
  expect(ratiosOf('minimax')).toBeUndefined()
  expect(ratiosOf('other')).toBeUndefined()
})
