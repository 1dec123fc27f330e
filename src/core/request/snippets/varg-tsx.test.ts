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
  { kind: 'image', name: 'dinesh front.png' },
  { kind: 'audio', name: 'Voice 1.mp3' },
  { kind: 'image', name: '海.jpg' },
] as const

describe('Varg TSX of an image', () => {
  it('has a legend, constants and an image', () => {
    const model = 'nano-banana-pro/edit'
    const { legend, faults, constants, isConstantsOnly } = parse(
      draftRequest(NAMED, { kind: 'image', model }),
    )
    expect(faults).toEqual([])
    expect(isConstantsOnly).toBe(true)
    expect(legend).toEqual([
      '// @image1 = DINESH_FRONT_REF: dinesh front.png',
      '// @audio1 = VOICE_1_REF: Voice 1.mp3',
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

it('Varg TSX of a transcription has only constants', () => {
  const { legend, constants } = parse(draftRequest(['audio'], { kind: 'transcription' }))
  expect(legend).toEqual(['// @audio1 = AUDIO_0_REF: audio 0.mp3'])
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
