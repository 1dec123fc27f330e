import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_VERSIONS } from '../../api/api-version.ts'
import { MEDIA_KINDS } from '../../media/media-kind.ts'
import { draftRequest } from '../../testing/drafted-request.ts'
import { EMPTY_DRAFT, requestOf } from '../draft.ts'
import { membersOf } from '../extra.ts'
import { type GenerationRequest, REQUEST_KINDS, type RequestKind } from '../generation.ts'
import { findSnippet, SNIPPETS } from '../snippets/all-snippets.ts'
import { bodyOf, filesInPlace, urlOfCall } from '../snippets/request-body.ts'
import { applySettings } from './apply-settings.ts'
import { matchPasted, readPasted } from './pasted-references.ts'

const MODELS: Record<RequestKind, readonly string[]> = {
  image: ['nano-banana-pro/edit', 'ideogram_v4_5', 'fal:flux_schnell', 'made-up'],
  video: ['kling_v3', 'piapi:seedance-2', 'sora_2', 'grok-imagine', 'made-up'],
  lipsync: ['sync-v2-pro', 'veed_fabric_1.0', 'omnihuman-v1.5'],
  frames: ['kling-v3', 'ltx_2_19b_distilled'],
  transcription: ['whisper', 'groq_whisper_large_v3_turbo'],
  upscale: ['seedvr', 'sima_video_upscaler'],
}

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'ab[]()\\"\'`$/*{}<>,;:\n\r\u2028\u202e#&!|=@ é') }),
  fc.constantFrom(
    ...['curl -d ', '```\n', "'''", '"""', '"model": "x", ', '$' + '{A}', '$HOME', '{"files":[]}'],
    ...['[a](https://s3.varg.ai/x.png)', 'name,url\n', '// ', '# ', '__proto__', 'true'],
  ),
)

/** JSON with plain texts, which cannot look like code. */
const json = fc.jsonValue({ maxDepth: 2, stringUnit: fc.constantFrom(...'abc ') })

/** A mask, an end frame, a list, and names that need care. */
const OPTIONS = [
  ...['fal.mask_url', 'fal.end_image_url', 'fal.image_urls.0', 'fal.image_urls.1'],
  ...['piapi.input.a%2Eb', 'toString.src', 'fal.voice'],
]

const files = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom(...MEDIA_KINDS),
    option: fc.option(fc.constantFrom(...OPTIONS), { freq: 4, nil: undefined }),
    name: text,
    url: fc
      .tuple(fc.string({ unit: fc.constantFrom(...'ab()[]\\"\'`{$},;:&!|=?#é') }), fc.nat())
      .map(([odd, place]) => `https://odd.example/${place}${odd}`),
  }),
  { selector: ({ url }) => url, maxLength: 5 },
)

/** Further members of a body, as JSON. */
const members = fc
  .record({
    seed: fc.option(fc.integer(), { nil: undefined }),
    generate_audio: fc.option(fc.boolean(), { nil: undefined }),
    provider_options: fc.option(
      fc.dictionary(
        fc.constantFrom('fal', 'piapi', 'odd name.x', 'toString'),
        fc.dictionary(fc.constantFrom('resolution', '1', 'a-b', 'loras'), fc.oneof(text, json)),
      ),
      { nil: undefined },
    ),
  })
  .map((drawn) => JSON.parse(JSON.stringify(drawn)))

const requests = fc
  .constantFrom(...REQUEST_KINDS)
  .chain((kind) =>
    fc
      .record({
        files,
        version: fc.constantFrom(...API_VERSIONS),
        prompt: text,
        model: fc.constantFrom(...MODELS[kind]),
        aspectRatio: fc.constantFrom('', '16:9', '9:16', 'auto'),
        duration: fc.option(fc.constantFrom(5, 0.1, 2e-9, 15, 'auto' as const), { nil: undefined }),
        extra: members,
      })
      .map(({ files: drafted, ...rest }) =>
        draftRequest(drafted.map(withOwnOption), { ...rest, kind }),
      ),
  )

/** No two references share an option. */
function withOwnOption<T extends { option: string | undefined }>(
  file: T,
  place: number,
  all: readonly T[],
): T {
  const isTaken = all.findIndex(({ option }) => option === file.option) < place
  return isTaken ? { ...file, option: undefined } : file
}

/** What the composer makes of code that is pasted into a request of the same kind. */
function pasteBack(code: string, request: GenerationRequest): GenerationRequest {
  const { api, version } = request
  const urls = new Set(request.references.map(({ url, kind }) => `${kind} ${url}`))
  const known = {
    has: (url: string) => MEDIA_KINDS.some((kind) => urls.has(`${kind} ${url}`)),
    hosts: new Set<string>(),
  }
  const { references, settings } = readPasted(code, known)
  const draft = { ...EMPTY_DRAFT, kind: request.kind, aspectRatio: '', duration: '' }
  // The history knows the kinds, which a URL without an extension does not tell.
  const kinds = new Map(request.references.map(({ url, kind }) => [url, kind]))
  const restored = matchPasted(references, []).map((reference, place) => ({
    ...reference,
    kind: kinds.get(reference.url) ?? reference.kind,
    id: String(place),
  }))
  const changes = settings && applySettings(settings, draft)
  return requestOf({ ...draft, ...changes, references: restored }, { api, version })
}

/** Templates have no place for other members. */
function withOptionsOnly(request: GenerationRequest): GenerationRequest {
  const { provider_options } = membersOf(request.extra)
  return { ...request, extra: provider_options === undefined ? {} : { provider_options } }
}

/** Groups files by kind, because a template with options loses the order between kinds. */
function filesByKind(request: GenerationRequest) {
  const files = filesInPlace(request)
  const places = MEDIA_KINDS.map((kind) =>
    files.flatMap((one) => (one.kind === kind ? one.url : [])),
  )
  return { ...bodyOf(request), files: places }
}

const urlsOf = ({ references }: GenerationRequest) => references.map(({ url }) => url)

describe('a copied request that is pasted back', () => {
  const formats = SNIPPETS.filter(({ isRequest }) => isRequest).map(({ id }) => id)

  it.each(formats)('makes the same call in %s', (id) => {
    const snippet = findSnippet(id)
    const property = fc.property(requests, (drawn) => {
      const request = id === 'varg-tsx' ? withOptionsOnly(drawn) : drawn
      fc.pre(snippet.lack(request) === undefined)
      // An empty request cannot be copied, and version 2 writes only its model.
      fc.pre(request.references.length > 0 || request.prompt !== '')
      // Templates have no transcription, only its files.
      fc.pre(id !== 'varg-tsx' || request.kind !== 'transcription')
      // A template of two frames has the other files, too, but looks like any other video.
      fc.pre(id !== 'varg-tsx' || request.kind !== 'frames' || request.references.length === 2)
      const again = pasteBack(snippet.write(request), request)
      const hasOptions = request.references.some(({ option }) => option !== undefined)
      if (id === 'varg-tsx' && hasOptions) expect(filesByKind(again)).toEqual(filesByKind(request))
      else expect(bodyOf(again)).toEqual(bodyOf(request))
      // JSON names no endpoint.
      if (id !== 'json-body') expect(urlOfCall(again)).toBe(urlOfCall(request))
      if (id !== 'varg-tsx') return
      // All files have a constant. One in an option may come after others of its kind.
      const [urls, former] = [urlsOf(again), urlsOf(request)]
      expect(hasOptions ? urls.sort() : urls).toEqual(hasOptions ? former.sort() : former)
    })
    fc.assert(property)
  })
})

describe('hostile code', () => {
  const UNKNOWN = { has: () => false, hosts: new Set<string>() }

  it.each([
    '{"url":"https://a.example/x.png"},',
    'const A = [B, C]; const B = [C, C];',
    '<Video prompt={{ text: `',
    '"""',
    "f'",
    '{"model":"m","prompt":{',
    'url=https://a.example/y.png ',
    '](https://a.example/',
  ])('takes twice the work when %j is repeated twice as often', (piece) => {
    const work = [2000, 4000].map((times) => {
      let characters = 0
      const has = (url: string) => {
        characters += url.length
        return false
      }
      readPasted(piece.repeat(times), { has, hosts: new Set() })
      return characters
    })
    expect(work[1]).toBeLessThanOrEqual(2.5 * (work[0] ?? 0) + 1000)
  })

  it.each(['[', '{"a":', 'f(', '<A b={'])('has a URL after 100,000 times %j', (open) => {
    const code = `${open.repeat(100_000)}"https://s3.varg.ai/x.png"`
    expect(readPasted(code, UNKNOWN).references).toHaveLength(1)
  })

  it('ends when constants hold each other', () => {
    const places = Array.from({ length: 20_000 }, (_, at) => at)
    const chain = places.map((at) => `const a${at} = [a${at + 1}, a${at + 1}]`).join('\n')
    const code = `${chain}\nconst b = c; const c = b; x({ model: b, prompt: c, files: [a0] })`
    expect(readPasted(code, UNKNOWN).references).toEqual([])
  })
})
