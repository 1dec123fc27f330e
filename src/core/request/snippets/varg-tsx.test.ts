import { describe, expect, it } from 'vitest'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { parseCode } from '../../testing/parsed-code.ts'
import type { GenerationRequest } from '../generation.ts'
import { findSnippet } from './all-snippets.ts'

const TSX = findSnippet('varg-tsx')

function parse(request: GenerationRequest) {
  const code = TSX.write(request)
  const legend = code.split('\n').filter((line) => line.startsWith('// @'))
  const [parsed] = parseCode('tsx', [code])
  if (!parsed) throw new Error('nothing was parsed')
  return { code, legend, ...parsed }
}

const NAMED = [
  { kind: 'image', name: 'Dinesh (front).png' },
  { kind: 'audio', name: 'Voice 1.mp3' },
  { kind: 'image', name: '海.jpg' },
] as const

describe('Varg TSX of an image', () => {
  it('has a legend of names that identifiers do not spell, constants and an image', () => {
    const model = 'nano-banana-pro/edit'
    const { legend, faults, constants, isConstantsOnly } = parse(
      draftRequest(NAMED, { kind: 'image', model }),
    )
    expect(faults).toEqual([])
    expect(isConstantsOnly).toBe(true)
    expect(legend).toEqual([
      '// @image1 = DINESH_FRONT_REF: Dinesh (front).png',
      '// @image2 = IMAGE2_REF: 海.jpg',
    ])
    expect(constants).toEqual([
      ['DINESH_FRONT_REF', urlOf(0, 'image')],
      ['VOICE_1_REF', urlOf(1, 'audio')],
      ['IMAGE2_REF', urlOf(2, 'image')],
      ['image', { call: 'Image', with: [imageProps(model)] }],
    ])
  })

  const imageProps = (model: string) => ({
    model: { call: 'varg.imageModel', with: [model] },
    prompt: {
      text: '@image1 walks in',
      images: [{ is: 'DINESH_FRONT_REF' }, { is: 'IMAGE2_REF' }],
    },
    aspectRatio: '16:9',
  })

  it('names the omitted files in a comment', () => {
    const { code } = parse(draftRequest(['image', 'video', 'audio'], { kind: 'image' }))
    expect(code).toContain('// Image() takes images only. Left out: VIDEO_1_REF, AUDIO_2_REF\n')
    expect(parse(draftRequest(['image'], { kind: 'image' })).code).not.toContain('Left out')
  })
})

describe('Varg TSX of a video', () => {
  it('has images, one video and one audio file', () => {
    const { code, faults, constants } = parse(
      draftRequest(['video', 'image', 'audio', 'video', 'audio']),
    )
    expect(faults).toEqual([])
    expect(constants.at(-1)).toEqual([
      'video',
      {
        call: 'Video',
        with: [
          {
            model: { call: 'varg.videoModel', with: ['kling-v3'] },
            prompt: {
              text: '@image1 walks in',
              images: [{ is: 'IMAGE_1_REF' }],
              video: { is: 'VIDEO_0_REF' },
              audio: { is: 'AUDIO_2_REF' },
            },
            duration: 5,
            aspectRatio: '16:9',
          },
        ],
      },
    ])
    expect(code).toContain(
      '// Video() takes one video and one audio file. Left out: VIDEO_3_REF, AUDIO_4_REF\n',
    )
  })

  it('omits empty members', () => {
    const { constants, legend } = parse(
      draftRequest([], { prompt: '', aspectRatio: '', duration: undefined }),
    )
    const model = { call: 'varg.videoModel', with: ['kling-v3'] }
    expect(legend).toEqual([])
    expect(constants).toEqual([
      ['video', { call: 'Video', with: [{ model, prompt: { text: '' } }] }],
    ])
  })
})

describe('Varg TSX of a lipsync', () => {
  it('has a face and a voice without settings', () => {
    const request = draftRequest(['image', 'video', 'audio'], { kind: 'lipsync', prompt: '' })
    const { constants, code } = parse({ ...request, model: 'sync-v2-pro' })
    expect(constants.at(-1)).toEqual([
      'video',
      {
        call: 'Video',
        with: [
          {
            model: { call: 'varg.videoModel', with: ['sync-v2-pro'] },
            prompt: { images: [{ is: 'IMAGE_0_REF' }], audio: { is: 'AUDIO_2_REF' } },
          },
        ],
      },
    ])
    expect(code).toContain('// A lipsync takes one face and one voice. Left out: VIDEO_1_REF\n')
  })

  it('has a video and a voice when the first face is a video', () => {
    const { code } = parse(draftRequest(['video', 'audio'], { kind: 'lipsync' }))
    expect(code).toContain('video: VIDEO_0_REF,\n    audio: AUDIO_1_REF')
  })
})

it('Varg TSX of a start and an end frame has the first two images', () => {
  const { code } = parse(draftRequest(['image', 'image', 'image'], { kind: 'frames' }))
  expect(code).toContain('images: [IMAGE_0_REF, IMAGE_1_REF]')
  expect(code).toContain('// A start and an end frame are two images. Left out: IMAGE_2_REF\n')
  expect(code).toContain('duration: 5')
})

it('Varg TSX explains a constant when its URL does not show its kind', () => {
  const file = { kind: 'audio', name: 'voice', url: 'https://s3.varg.ai/u/a/0' } as const
  expect(parse(draftRequest([file])).legend).toEqual(['// @audio1 = VOICE_REF: voice'])
})

it('Varg TSX of a transcription has only constants', () => {
  const { legend, constants } = parse(draftRequest(['audio'], { kind: 'transcription' }))
  expect(legend).toEqual([])
  expect(constants).toEqual([['AUDIO_0_REF', urlOf(0, 'audio')]])
  expect(TSX.lack(draftRequest([], { kind: 'transcription' }))).toMatch(/^Add files/)
  expect(TSX.lack(draftRequest([], { kind: 'video' }))).toBeUndefined()
})

it.each([
  ['a\nexport const x = 1', '"a\\nexport const x = 1"'],
  ['a\u2028b', '"a\\u2028b"'],
  ['a\rb', '"a\\rb"'],
  ['a */ b', '"a *\\/ b"'],
  ['\u202egnp.a', '"\\u202egnp.a"'],
  ['a\ud800', '"a\\ud800"'],
  ['"a"', '"\\"a\\""'],
  [' a', '" a"'],
  ['', '""'],
  [`a\\n "b" \${c} \`d\` 'e'`, `a\\n "b" \${c} \`d\` 'e'`],
])('Varg TSX keeps the name %j in one line of its legend', (name, written) => {
  const { legend, constants, faults } = parse(draftRequest([{ kind: 'image', name }]))
  expect(faults).toEqual([])
  expect(constants).toHaveLength(2)
  expect(legend).toEqual([`// @image1 = ${constants[0]?.[0]}: ${written}`])
})
