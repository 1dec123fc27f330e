import { describe, expect, it } from 'vitest'
import type { MediaKind } from '../media/media-kind.ts'
import { draftRequest } from '../testing/drafted-request.ts'
import type { GenerationRequest, RequestKind } from './generation.ts'
import { findHints, type HintTarget } from './hints.ts'
import { type Reference, tagReferences } from './reference.ts'
import { SNIPPETS } from './snippets/all-snippets.ts'

function findIds(
  request: GenerationRequest,
  snippet = 'curl',
  gateway: HintTarget['gateway'] = 'varg',
) {
  return findHints(request, targetOf(snippet, gateway)).map(({ id }) => id)
}

function targetOf(id: string, gateway: HintTarget['gateway'] = 'varg'): HintTarget {
  const snippet = SNIPPETS.find((one) => one.id === id)
  if (!snippet) throw new Error(`There is no format ${id}`)
  return { snippet, gateway }
}

function times(count: number, kind: MediaKind): MediaKind[] {
  return Array.from({ length: count }, () => kind)
}

function requestWith(reference: Partial<Reference>, facts: Partial<GenerationRequest> = {}) {
  const plain = {
    id: '7',
    url: 'https://s3.varg.ai/u/1/a.png',
    name: 'a.png',
    mediaType: 'image/png',
  }
  const references = tagReferences([{ ...plain, kind: 'image', ...reference }])
  return draftRequest([], { references, ...facts })
}

it('findHints returns no hints for a complete request', () => {
  expect(findIds(draftRequest(['image', 'image']))).toEqual([])
  expect(
    findIds(draftRequest(['image'], { kind: 'image', model: 'nano-banana-pro/edit' })),
  ).toEqual([])
})

it.each(SNIPPETS.map(({ id }) => id))(
  'findHints returns no hints for %s when the request is empty',
  (id) => {
    expect(findIds(draftRequest([], { prompt: ' ', model: '' }), id)).toEqual([])
  },
)

describe('hints about images', () => {
  const seedance = { model: 'seedance-2' }

  it.each([
    [9, []],
    [10, ['many-images']],
  ])('for %i images are %j', (count, ids) => {
    expect(findIds(draftRequest(times(count, 'image'), seedance))).toEqual(ids)
    expect(findIds(draftRequest(times(count, 'image'), seedance), 'files-array')).toEqual(ids)
  })

  it('count only images', () => {
    const files = [...times(9, 'image'), ...times(3, 'video'), ...times(3, 'audio')]
    expect(findIds(draftRequest(files, seedance))).toEqual([])
  })

  it('include the number of images', () => {
    const [hint] = findHints(draftRequest(times(12, 'image'), seedance), targetOf('curl'))
    expect(hint?.sentence).toContain('The other 3')
  })
})

describe('hints about Kling', () => {
  it.each([
    ['kling-v3', 2, []],
    ['kling-v3', 3, ['kling-images']],
    ['Kling-v3', 3, ['kling-images']],
    ['fal/kling-v3', 3, ['kling-images']],
    ['not-kling', 3, []],
    ['kling-v3', 10, ['many-images', 'kling-images']],
  ])('for %s with %i images are %j', (model, count, ids) => {
    expect(findIds(draftRequest(times(count, 'image'), { model }))).toEqual(ids)
  })

  it('are omitted when the request is for an image', () => {
    expect(findIds(draftRequest(times(3, 'image'), { kind: 'image' }))).toEqual([])
  })

  it('are about omitted references when the kind is a start and an end frame', () => {
    const kind = 'frames'
    expect(findIds(draftRequest(times(3, 'image'), { kind }))).toEqual(['left-out'])
    expect(findIds(draftRequest(times(2, 'image'), { kind }))).toEqual([])
  })
})

describe('hints about omitted references', () => {
  it.each<[string, RequestKind, MediaKind[], string | undefined]>([
    ['curl', 'frames', ['image', 'image', 'image', 'audio'], "@image3 and @audio1 aren't"],
    ['fetch', 'lipsync', ['image', 'video', 'audio'], "@video1 isn't"],
    ['json-body', 'transcription', ['image', 'audio', 'audio'], "@image1 and @audio2 aren't"],
    ['varg-tsx', 'image', ['image', 'video'], "@video1 isn't"],
    ['varg-tsx', 'image', ['image', 'image'], undefined],
    ['varg-tsx', 'video', ['video', 'video', 'audio', 'audio'], "@video2 and @audio2 aren't"],
    ['json-body', 'image', ['image', 'video'], undefined],
  ])('in %s of kind %s with %j name %s', (format, kind, files, words) => {
    const hints = findHints(draftRequest(files, { kind }), targetOf(format))
    const sentence = hints.find(({ id }) => id === 'left-out')?.sentence
    if (words === undefined) expect(sentence).toBeUndefined()
    else {
      const them = words.endsWith("isn't") ? 'it' : 'them'
      expect(sentence).toBe(`${words} sent. This request has no place for ${them}.`)
    }
  })
})

it.each<[RequestKind, MediaKind[], 'video' | undefined]>([
  ['image', ['image', 'video', 'audio'], 'video'],
  ['image', ['image', 'video', 'video'], undefined],
  ['image', ['audio', 'audio'], undefined],
  ['video', ['video', 'video'], undefined],
])('the hint of a kind %s that leaves out some of %j names the kind %s', (kind, files, other) => {
  const hints = findHints(draftRequest(files, { kind }), targetOf('varg-tsx'))
  const hint = hints.find(({ id }) => id === 'left-out')
  expect(hint).toBeDefined()
  expect(hint?.otherKind).toBe(other)
})

describe('hints about a lipsync', () => {
  it.each<[MediaKind[], string[]]>([
    [['image', 'audio'], []],
    [['audio', 'video'], []],
    [['image'], ['lipsync-audio']],
    [['audio'], ['lipsync-face']],
    [['image', 'video', 'audio'], ['lipsync-faces']],
    [['image', 'audio', 'audio'], ['lipsync-audios']],
    [
      ['image', 'image'],
      ['lipsync-audio', 'lipsync-faces'],
    ],
  ])('of %j are %j', (files, ids) => {
    expect(findIds(draftRequest(files, { model: 'sync-v2-pro', prompt: '' }))).toEqual(ids)
  })

  it('are omitted when the kind is a lipsync, which names missing and omitted files itself', () => {
    const request = { kind: 'lipsync', model: 'sync-v2-pro', prompt: '' } as const
    expect(findIds(draftRequest(['image'], request))).toEqual([])
    expect(findIds(draftRequest(['image', 'image', 'audio'], request))).toEqual(['left-out'])
  })

  it('are omitted when the format or the model is for another request', () => {
    expect(findIds(draftRequest(['image'], { model: 'sync-v2-pro' }), 'url-lines')).toEqual([])
    expect(findIds(draftRequest(['image'], { model: 'synchronous' }))).toEqual([])
    expect(findIds(draftRequest(['image'], { kind: 'image', model: 'sync-v2-pro' }))).toEqual([])
  })
})

describe('hints about a transcription', () => {
  it.each<[string, MediaKind[], string[]]>([
    ['curl', ['audio'], []],
    ['curl', ['audio', 'audio'], ['left-out']],
    ['curl', times(10, 'image'), ['left-out']],
    ['varg-tsx', ['audio'], ['no-transcription']],
    ['varg-tsx', ['image', 'audio'], ['no-transcription']],
  ])('in %s of %j are %j', (format, files, ids) => {
    const request = draftRequest(files, { kind: 'transcription', model: 'whisper', prompt: '' })
    expect(findIds(request, format)).toEqual(ids)
  })
})

describe('hints about fields', () => {
  it.each([
    ['a prompt', { prompt: ' \n' }, ['prompt']],
    ['a model', { model: ' ' }, ['model']],
    ['both', { prompt: '', model: '' }, ['prompt', 'model']],
  ])('report %s when the format has it', (_, facts, ids) => {
    expect(findIds(draftRequest(['image'], facts))).toEqual(ids)
    expect(findIds(draftRequest(['image'], facts), 'csv')).toEqual([])
  })
})

describe('hints about extensions', () => {
  it.each([
    'https://s3.varg.ai/u/1/a.png',
    'https://s3.varg.ai/u/1/a.JPG?x=1.webp#y',
    'https://s3.varg.ai/u/1/a.jpeg',
    'https://s3.varg.ai/u/1/a.mp3',
    'https://s3.varg.ai/u/1/a.wav',
    'https://s3.varg.ai/u/1/a.mp4',
  ])('are omitted for %s', (url) => {
    expect(findIds(requestWith({ url }))).toEqual([])
  })

  it.each([
    ['https://s3.varg.ai/u/1/a.webp', '@image1 (webp)'],
    ['https://s3.varg.ai/u/1/a.HEIC', '@image1 (heic)'],
    ['https://s3.varg.ai/u/1/a', '@image1 (no extension)'],
    ['https://s3.varg.ai', '@image1 (no extension)'],
    ['https://s3.varg.ai/u/1/a?b.png', '@image1 (no extension)'],
  ])('report %s', (url, words) => {
    for (const snippet of ['varg-tsx', 'url-lines']) {
      const hints = findHints(requestWith({ url }), targetOf(snippet))
      expect(hints).toMatchObject([{ id: 'extensions' }])
      expect(hints[0]?.sentence).toContain(words)
    }
  })
})

describe('hints about the shape of an image', () => {
  const tall = { media: { width: 1080, height: 1920 } }

  it('name the shape of the image and the requested aspect ratio', () => {
    expect(findHints(requestWith(tall), targetOf('curl'))).toEqual([
      {
        id: 'shape 7',
        sentence: '@image1 is 1080 × 1920 (about 9:16), not 16:9. It will be cropped or padded.',
      },
    ])
  })

  it.each<[string, Partial<Reference>, Partial<GenerationRequest>, string]>([
    ['the shape is unknown', {}, {}, 'curl'],
    ['the reference is a video', { ...tall, kind: 'video' }, {}, 'curl'],
    ['the shape fits', tall, { aspectRatio: '9:16' }, 'curl'],
    ['the aspect ratio is empty', tall, { aspectRatio: '' }, 'curl'],
    ['the format has no aspect ratio', tall, {}, 'markdown'],
  ])('are omitted when %s', (_, reference, facts, snippet) => {
    expect(findIds(requestWith(reference, facts), snippet)).toEqual([])
  })

  it('are omitted when the request is a lipsync', () => {
    expect(findIds(requestWith(tall, { model: 'sync-v2-pro' }))).not.toContain('shape 7')
  })
})

describe('hints about unreachable files', () => {
  const local = 'http://localhost:4173/sandbox/u/1/a.png'
  const own = 'http://127.0.0.1:9000'

  it.each<[string, Partial<Reference>, Partial<GenerationRequest>, HintTarget['gateway'], boolean]>(
    [
      ['a file of the sandbox', { url: local, gateway: 'sandbox' }, {}, 'varg', true],
      ['a sandbox with a public name', { gateway: 'sandbox' }, {}, 'varg', true],
      ['a private URL from elsewhere', { url: 'http://192.168.1.2/a.png' }, {}, 'varg', true],
      ['a file of an earlier private gateway', { url: local, gateway: 'varg' }, {}, 'varg', true],
      ['a file of varg.ai', { gateway: 'varg' }, {}, 'varg', false],
      ['a public URL from elsewhere', { url: 'https://a.example/a.png' }, {}, 'varg', false],
      ['the sandbox’s own request', { url: local, gateway: 'sandbox' }, {}, 'sandbox', false],
      [
        'a private gateway’s own file',
        { url: `${own}/a.png`, gateway: 'varg' },
        { api: own },
        'varg',
        false,
      ],
      [
        'a private gateway and the sandbox',
        { url: local, gateway: 'sandbox' },
        { api: own },
        'varg',
        true,
      ],
    ],
  )('check %s', (_, reference, facts, gateway, isUnreachable) => {
    const request = requestWith(reference, facts)
    const ids = isUnreachable ? ['unreachable 7'] : []
    expect(findIds(request, 'curl', gateway)).toEqual(ids)
    expect(findIds(request, 'url-lines', gateway)).toEqual(ids)
  })
})

it('findHints returns hints with unique ids and whole sentences', () => {
  const files = times(12, 'image').map((kind) => ({ kind, url: 'http://localhost/a.heic' }))
  const hints = findHints(draftRequest(files, { prompt: '', model: '' }), targetOf('json-body'))
  expect(new Set(hints.map(({ id }) => id)).size).toBe(hints.length)
  expect(hints).toHaveLength(4 + 12)
  for (const { sentence } of hints) expect(sentence).toMatch(/^[@ASTVv].*\.$/)
})
