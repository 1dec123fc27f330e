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

/** A request without tags, which most models do not read. */
function draft(
  files: Parameters<typeof draftRequest>[0],
  facts: Partial<GenerationRequest> = {},
): GenerationRequest {
  return draftRequest(files, { prompt: 'They walk', ...facts })
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
  return draft([], { references, ...facts })
}

it('findHints returns no hints for a complete request', () => {
  expect(findIds(draft(['image']))).toEqual([])
  expect(findIds(draft(['image'], { kind: 'image', model: 'nano-banana-pro/edit' }))).toEqual([])
})

it('findHints returns no hints about a model that no document names', () => {
  const files = [...times(20, 'image'), 'video', 'audio'] as const
  for (const model of ['seedance-9', 'fal/kling-v3', 'kling-v3-pro-motion-control', 'reve/edit']) {
    const facts = { model, duration: 99, aspectRatio: '7:5', prompt: '@image1'.padEnd(9000) }
    expect(findIds(draft(files, facts))).toEqual([])
    expect(findIds(draft(files, { ...facts, prompt: '' }))).toEqual([])
  }
})

it.each(SNIPPETS.map(({ id }) => id))(
  'findHints returns no hints for %s when the request is empty',
  (id) => {
    expect(findIds(draftRequest([], { prompt: ' ', model: '' }), id)).toEqual([])
  },
)

describe('hints about extra files', () => {
  it.each([
    ['kling-v3', 1, []],
    ['kling-v3', 2, ['disputed']],
    ['kling-v3', 3, ['extra image', 'disputed']],
    ['fal:Kling_v3', 3, ['extra image', 'disputed']],
    ['sora-2', 2, ['extra image']],
  ])('for %s with %i images are %j', (model, count, ids) => {
    const found = findIds(draft(times(count, 'image'), { model, duration: undefined }))
    expect(found).toEqual(ids)
    expect(findIds(draft(times(count, 'image'), { model }), 'files-array')).toEqual([])
  })

  it('name each file beyond the most', () => {
    const hints = findHints(draft([...times(4, 'image'), 'audio']), targetOf('curl'))
    expect(hints.map(({ sentence }) => sentence)).toEqual([
      'The documents of Kling 3 name at most 2 images. @image3 and @image4 may be ignored or refused.',
      'The documents of Kling 3 name no audio files. @audio1 may be ignored or refused.',
      'Documents disagree: Kling 3 takes an end frame, or fails with two images.',
    ])
    expect(hints[0]?.why).toBe(
      'Each file has its role by its place among those of its kind. Source: varg, models/video/kling-v3, read in November 2026.',
    )
  })

  it('are about omitted references when the kind is a start and an end frame', () => {
    const kind = 'frames'
    expect(findIds(draft(times(3, 'image'), { kind }))).toEqual(['disputed', 'left-out'])
  })

  it('name the sibling that takes images', () => {
    const request = draft(['image'], { kind: 'image', model: 'nano_banana_pro' })
    const [hint] = findHints(request, targetOf('curl'))
    const both = draft(['image', 'video'], { kind: 'image', model: 'nano_banana_pro' })
    expect(findIds(both)).toEqual(['edit', 'extra video'])
    expect(hint).toMatchObject({
      id: 'edit',
      fix: { change: { kind: 'image', model: 'nano_banana_pro/edit' } },
    })
  })

  it('count all files in version 2', () => {
    const model = 'fal:bytedance/seedance-2.0/fast/reference-to-video'
    const files = [...times(8, 'image'), ...times(3, 'video')]
    expect(findIds(draft(files, { model }))).toEqual(['version', 'faces'])
    expect(findIds(draft(files, { model, version: 2 }))).toEqual(['faces', 'many-files'])
    expect(findIds(draft(files.slice(1), { model, version: 2 }))).toEqual(['faces'])
    const edit = { kind: 'image', model: 'nano-banana-pro/edit' } as const
    expect(findIds(draft(times(14, 'image'), edit))).toEqual([])
    expect(findIds(draft(times(14, 'image'), { ...edit, version: 2 }))).toEqual(['many-files'])
  })

  it('do not count what the format omits', () => {
    const files = [...times(10, 'image'), ...times(3, 'audio')]
    const facts = { kind: 'image', model: 'other', version: 2 } as const
    expect(findIds(draft(files, facts), 'json-body')).toEqual(['many-files'])
    expect(findIds(draft(files, facts), 'varg-tsx')).toEqual(['left-out'])
  })
})

describe('hints about durations', () => {
  it.each([
    ['kling-v3', 5, undefined, undefined],
    [
      'kling-v3',
      2,
      'Kling 3 takes whole seconds from 3 to 15. 2 s will be rounded or refused.',
      '3',
    ],
    [
      'kling-v3',
      5.5,
      'Kling 3 takes whole seconds from 3 to 15. 5.5 s will be rounded or refused.',
      '6',
    ],
    ['kling-v2.5', 7, 'Kling 2.5 takes 5 or 10 seconds. 7 s will be rounded or refused.', '5'],
    ['kling-v2.1', 7, 'Kling 2 takes 5 or 10 seconds. 7 s may be rounded or refused.', '5'],
    [
      'kling-v2.6',
      7,
      'Documents disagree on the duration of Kling 2.6: whole seconds from 3 to 15, or 5 or 10 seconds.',
      '5',
    ],
    ['kling-v2.6', 10, undefined, undefined],
    [
      'wan-2.5',
      2,
      'Documents disagree on the duration of Wan 2.5: 3 to 10 seconds, or 5 or 10 seconds. 2 s may be rounded or refused.',
      '5',
    ],
    [
      'sora-2',
      5,
      'Documents disagree on the duration of Sora 2: any duration, or 4, 8, 12, 16 or 20 seconds.',
      '4',
    ],
    ['minimax', 99, undefined, undefined],
  ])('of %s and %s s are %s', (model, duration, sentence, nearest) => {
    const hints = findHints(draft([], { model, duration }), targetOf('curl'))
    expect(hints.map((hint) => hint.sentence)).toEqual(sentence ? [sentence] : [])
    expect(hints[0]?.fix?.change.duration).toBe(nearest)
  })
})

describe('hints about a model', () => {
  it.each<[string, Partial<GenerationRequest>, string]>([
    [
      'an aspect ratio',
      { aspectRatio: '21:9' },
      'The documents of Kling 3 name 16:9, 9:16 and 1:1, not 21:9.',
    ],
    [
      'a tag',
      { prompt: '@image1 walks' },
      'The documents of Kling 3 name no tags such as @image1.',
    ],
    [
      'a long prompt',
      { prompt: '🎬'.repeat(2001), version: 2 },
      'The prompt has 2,001 characters. Version 2 takes at most 2,000.',
    ],
    ['a kind', { kind: 'image' }, 'Kling 3 is for another kind of request.'],
    [
      'a deprecated name',
      { model: 'seedance-2-preview', prompt: '@image1' },
      'Seedance 2 preview is deprecated.',
    ],
    [
      'a name of version 2',
      { model: 'piapi:seedance_2' },
      'Only documents of version 2 name Seedance 2.',
    ],
    [
      'a name of version 1',
      { kind: 'image', model: 'background-remover', version: 2 },
      'Only documents of version 1 name Background remover.',
    ],
    [
      'faces',
      { model: 'seedance-2' },
      'Seedance 2 refuses photorealistic faces in reference images.',
    ],
    [
      'disputed files',
      { model: 'kling-v2.6-motion' },
      'Documents disagree on the files of Kling 2.6 motion.',
    ],
    ['a source', { model: 'sora-2-remix' }, 'Sora 2 remix needs 1 video.'],
    [
      'an inferred source',
      { kind: 'image', model: 'background-remover', references: [] },
      'Background remover probably needs 1 image.',
    ],
  ])('are about %s', (_, facts, sentence) => {
    const hints = findHints(draft(['image'], facts), targetOf('curl'))
    expect(hints.map((hint) => hint.sentence)).toContain(sentence)
    for (const { why } of hints) expect(why).toMatch(/^[^.]*(\.ai[^.]*)?\. Source: varg, .*\.$/)
  })

  it('are omitted for version 2 when the format is a template', () => {
    expect(findIds(draft([], { model: 'seedance-2' }), 'varg-tsx')).toEqual([])
  })

  it('name the version of the request', () => {
    const facts = { model: 'seedance-2' }
    const [hint] = findHints(draft([], facts), targetOf('curl'))
    expect(hint?.why).toContain('This request is for version 1, which may not know the model.')
    expect(findIds(draft([], { ...facts, version: 2 }))).toEqual([])
    const former = { kind: 'image', model: 'qwen-image-2-pro' } as const
    expect(findIds(draft([], former))).toEqual([])
    expect(findIds(draft([], { ...former, version: 2 }))).toEqual(['version'])
    const redirected = { model: 'seedance-2-preview', version: 2 } as const
    expect(findIds(draft([], redirected))).toEqual(['deprecated'])
  })

  it('are about no image when documents disagree whether it is needed', () => {
    const facts = { kind: 'image', model: 'nano-banana-2' } as const
    expect(findIds(draft([], facts))).toEqual(['disputed'])
    expect(findIds(draft(['image'], facts))).toEqual([])
  })
})

describe('hints about what version 2 refuses for every model', () => {
  const long = { model: 'other', prompt: 'a'.repeat(2001), duration: 120.5 }

  it('name the limits and their source', () => {
    const files = times(11, 'image')
    const hints = findHints(draft(files, { ...long, version: 2 }), targetOf('curl'))
    expect(hints.map(({ sentence }) => sentence)).toEqual([
      'The prompt has 2,001 characters. Version 2 takes at most 2,000.',
      'The request has 11 files. Version 2 takes at most 10.',
      'Version 2 takes 1 to 120 seconds, not 120.5.',
    ])
    expect(hints[0]?.why).toBe(
      'The gateway refuses it for every model. Source: varg, the OpenAPI document, read in November 2026.',
    )
    expect(findIds(draft(files, long))).toEqual([])
    expect(findIds(draft(files, { ...long, version: 2 }), 'url-lines')).toEqual([])
  })

  it.each([0.5, 1, 120, 121, 'auto', undefined] as const)('check a duration of %s', (duration) => {
    const isOutside = duration === 0.5 || duration === 121
    const ids = isOutside ? ['limit-seconds'] : []
    expect(findIds(draft([], { model: 'other', duration, version: 2 }))).toEqual(ids)
  })

  it('leave a duration to the documents of the model', () => {
    expect(findIds(draft([], { duration: 121, version: 2 }))).toEqual(['seconds'])
  })

  it('are omitted when a transcription has neither', () => {
    const facts = { ...long, kind: 'transcription', version: 2 } as const
    expect(findIds(draft(['audio'], facts))).toEqual([])
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
  expect(hint?.fix?.change.kind).toBe(other)
})

describe('hints about a lipsync', () => {
  it.each<[MediaKind[], string[]]>([
    [['audio', 'video'], []],
    [['image', 'audio'], ['disputed face']],
    [['video'], ['missing']],
    [['audio'], ['missing']],
    [
      ['video', 'image', 'audio'],
      ['extra image', 'disputed face'],
    ],
    [['video', 'audio', 'audio'], ['extra audio']],
    [
      ['video', 'video'],
      ['missing', 'extra video'],
    ],
  ])('of %j are %j', (files, ids) => {
    expect(findIds(draft(files, { model: 'sync-v2-pro', prompt: '' }))).toEqual(ids)
  })

  it('name a prompt that is unused and files without an extension', () => {
    const references = tagReferences([
      { id: '1', url: 'https://a.example/face', name: '', mediaType: '', kind: 'video' },
      { id: '2', url: 'https://a.example/voice', name: '', mediaType: '', kind: 'audio' },
    ])
    const request = draft([], { kind: 'lipsync', model: 'sync-v2-pro', references })
    expect(findHints(request, targetOf('curl')).map(({ sentence }) => sentence)).toEqual([
      'Sync 2 Pro does not use the prompt.',
      'A lipsync tells files apart by extension. @video1 and @audio1 have none.',
    ])
  })

  it('leave the face open when the row is inferred', () => {
    const facts = { model: 'sync-v3', prompt: '' }
    expect(findIds(draft(['image', 'audio'], facts))).toEqual(['version'])
  })

  it('are omitted when the kind is a lipsync, which names missing and omitted files itself', () => {
    const request = { kind: 'lipsync', model: 'sync-v2-pro', prompt: '' } as const
    expect(findIds(draft(['video'], request))).toEqual([])
    expect(findIds(draft(['video', 'image', 'audio'], request))).toEqual(['left-out'])
  })

  it('are omitted when the format or the model is for another request', () => {
    expect(findIds(draft(['image'], { model: 'sync-v2-pro' }), 'url-lines')).toEqual([])
    expect(findIds(draft(['image'], { model: 'synchronous' }))).toEqual([])
  })
})

describe('hints about a transcription', () => {
  it.each<[string, MediaKind[], string[]]>([
    ['curl', ['audio'], []],
    ['curl', ['audio', 'audio'], ['left-out']],
    ['curl', times(10, 'image'), ['left-out']],
    ['varg-tsx', ['audio'], ['no-transcription']],
    ['varg-tsx', ['image', 'audio'], ['extra image', 'no-transcription']],
  ])('in %s of %j are %j', (format, files, ids) => {
    const request = draftRequest(files, { kind: 'transcription', model: 'whisper', prompt: '' })
    expect(findIds(request, format)).toEqual(ids)
  })
})

it.each([
  ['m4a', []],
  ['aac', ['The documents of Whisper name mp3, wav, m4a, ogg, flac and webm, not @audio1 (aac).']],
])('hints about the extension %s of a voice are %j', (extension, sentences) => {
  const url = `https://a.example/voice.${extension}`
  const request = draft([{ kind: 'audio', url }], { kind: 'transcription', model: 'whisper' })
  expect(findHints(request, targetOf('curl')).map(({ sentence }) => sentence)).toEqual(sentences)
})

describe('hints about fields', () => {
  it.each([
    ['a prompt', { prompt: ' \n' }, ['prompt']],
    ['a model', { model: ' ' }, ['model']],
    ['a model alone', { prompt: '', model: '' }, ['model']],
  ])('report %s when the format has it', (_, facts, ids) => {
    expect(findIds(draft(['image'], facts))).toEqual(ids)
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
    expect(findIds(requestWith({ url }), 'varg-tsx')).toEqual([])
  })

  it.each([
    ['https://s3.varg.ai/u/1/a.webp', '@image1 (webp)'],
    ['https://s3.varg.ai/u/1/a.HEIC', '@image1 (heic)'],
    ['https://s3.varg.ai/u/1/a', '@image1 (no extension)'],
    ['https://s3.varg.ai', '@image1 (no extension)'],
    ['https://s3.varg.ai/u/1/a?b.png', '@image1 (no extension)'],
  ])('report %s', (url, words) => {
    const hints = findHints(requestWith({ url }), targetOf('varg-tsx'))
    expect(hints).toMatchObject([{ id: 'extensions' }])
    expect(hints[0]?.sentence).toContain(words)
    for (const snippet of ['curl', 'json-body', 'url-lines']) {
      expect(findIds(requestWith({ url }), snippet)).toEqual([])
    }
  })
})

describe('hints about other settings', () => {
  it('say that they are no JSON object', () => {
    const [hint] = findHints(draft(['image'], { extra: 'invalid' }), targetOf('curl'))
    expect(hint).toMatchObject({
      id: 'invalid-extra',
      sentence: 'The other settings are no JSON object. They are left out.',
    })
  })

  it('name the members that the form replaces', () => {
    const request = draft(['image'], { extra: { prompt: 'x', model: 'y', seed: 1 } })
    expect(findHints(request, targetOf('curl')).map(({ sentence }) => sentence)).toContain(
      'The other settings have prompt and model. The fields above replace them.',
    )
  })

  it('name a mask that an earlier model had', () => {
    const request = requestWith(
      { option: 'fal.mask_url' },
      { kind: 'image', model: 'nano-banana-2' },
    )
    expect(findHints(request, targetOf('curl')).map(({ sentence }) => sentence)).toContain(
      'The documents of Nano Banana 2 name no option fal.mask_url.',
    )
    expect(findIds({ ...request, model: 'ideogram-v4-5' })).not.toContain('option mask')
    expect(findIds({ ...request, model: 'other' })).toEqual([])
  })

  it('name the members that a template cannot pass on', () => {
    const request = draft(['image'], { extra: { seed: 1, n: 2, provider_options: {} } })
    expect(findIds(request)).not.toContain('template-extra')
    expect(findHints(request, targetOf('varg-tsx')).map(({ sentence }) => sentence)).toContain(
      'Varg TSX has no place for seed and n.',
    )
  })
})

it('a duration of auto is reported where no document names it', () => {
  const request = draft(['image'], { duration: 'auto' })
  const hint = findHints(request, targetOf('curl')).find(({ id }) => id === 'seconds')
  expect(hint).toMatchObject({
    sentence: 'The documents of Kling 3 name no automatic duration.',
    fix: { label: 'Leave it out', change: { duration: '' } },
  })
  expect(findIds({ ...request, model: 'seedance-2' })).not.toContain('seconds')
  expect(findIds({ ...request, model: 'piapi:seedance-2' })).toContain('seconds')
  expect(findIds({ ...request, model: 'other' })).not.toContain('seconds')
})

it('a second image of Seedance is its end frame, on which documents agree', () => {
  const request = draft(['image', 'image'], { model: 'seedance-2' })
  expect(findIds(request).filter((id) => /disputed|extra/.test(id))).toEqual([])
})

const REFERENCE = { kind: 'image', model: 'nano-banana-pro/edit' } as const

describe('hints about the shape of an image', () => {
  const tall = { media: { width: 1080, height: 1920 } }

  it('name the shape of the image and the requested aspect ratio', () => {
    expect(findHints(requestWith(tall), targetOf('curl'))).toMatchObject([
      {
        id: 'shape 7',
        sentence:
          '@image1 is 1080 × 1920 (about 9:16), not 16:9. The result may follow the image or be cropped.',
      },
    ])
  })

  it.each<[string, Partial<Reference>, Partial<GenerationRequest>, string]>([
    ['the shape is unknown', {}, {}, 'curl'],
    ['the model is unknown', tall, { model: 'other' }, 'curl'],
    ['the image is a reference', tall, REFERENCE, 'curl'],
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
  const request = draft(files, { prompt: '', duration: 1, aspectRatio: '7:5' })
  const hints = findHints(request, targetOf('varg-tsx'))
  expect(new Set(hints.map(({ id }) => id)).size).toBe(hints.length)
  expect(hints).toHaveLength(6 + 12)
  for (const { sentence } of hints) expect(sentence).toMatch(/^[@A-Zv].*\.$/)
})
