import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCurlArguments } from '../../../../e2e/support/shell.ts'
import { API_VERSIONS } from '../../api/api-version.ts'
import { MEDIA_KINDS } from '../../media/media-kind.ts'
import { parseCode } from '../../testing/parsed-code.ts'
import { readCsvTable, readMarkdownList } from '../../testing/read-lists.ts'
import type { ValueObject } from '../../text/value-code.ts'
import { type GenerationRequest, REQUEST_KINDS } from '../generation.ts'
import { tagReferences } from '../reference.ts'
import { findSnippet, SNIPPETS } from './all-snippets.ts'

/** Text that ends strings, comments, words, lines or links in some format, or is invisible. */
const HOSTILE = [
  ...['"', "'", '`', '\\', '\\"', "'\\''", '${', '}', '$(exit 3)', '`exit 3`', '$HOME', '!', '!!'],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\n\n- ',
    '\t',
    '\0',
    '\u001b[2J',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\udc00',
    '🎬',
    '👩\u200d🚀',
    '🏴\u{e0067}',
  ],
  ...[
    '</script>',
    '<!--',
    '*/',
    '/*',
    '//',
    '@image1',
    '@/etc/passwd',
    '[',
    '](',
    ')',
    '(',
    '&amp;',
    '&#65;',
  ],
  ...[
    ',',
    ';',
    '#',
    '=1+1',
    ' ',
    'é',
    'שלום',
    '__proto__',
    'export const',
    '\\u0022',
    '\\x27',
    '%00',
    '|',
    '*',
    '_',
  ],
]

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
)

const anyText = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

/** URLs without white space, as in the contract. */
const anyUrl = anyText.map((text) => `https://s3.varg.ai/${text.replace(/\s/gu, '')}.png`)

const SMALL = { maxKeys: 3 }

const anyReference = fc.record({
  kind: fc.constantFrom(...MEDIA_KINDS),
  name: anyText,
  url: anyUrl,
  mediaType: anyText,
})

/** Members of JSON with hostile names and values. Names of the form are not among them. */
const anyMembers: fc.Arbitrary<ValueObject> = fc
  .record({
    provider_options: fc.option(fc.dictionary(anyText, fc.jsonValue({ maxDepth: 3 }), SMALL), {
      nil: undefined,
    }),
    others: fc.dictionary(
      anyText.map((text) => `x${text}`),
      fc.oneof(anyText, fc.jsonValue({ maxDepth: 2 })),
      SMALL,
    ),
  })
  // Literals in code have neither negative zero nor a `__proto__` member.
  .map(({ provider_options, others }) => {
    const options = provider_options && { provider_options }
    return JSON.parse(JSON.stringify({ ...others, ...options }).replaceAll('__proto__', 'proto'))
  })

const anyRequest: fc.Arbitrary<GenerationRequest> = fc.record({
  api: anyUrl,
  version: fc.constantFrom(...API_VERSIONS),
  kind: fc.constantFrom(...REQUEST_KINDS),
  prompt: anyText,
  model: anyText,
  aspectRatio: anyText,
  duration: fc.option(fc.double({ min: 1e-9, noNaN: true, noDefaultInfinity: true }), {
    nil: undefined,
  }),
  extra: fc.option(fc.oneof(anyMembers, fc.constant('invalid' as const)), { nil: undefined }),
  references: fc
    .array(anyReference, { maxLength: 5 })
    .map((all) => tagReferences(all.map((one, index) => ({ ...one, id: String(index) })))),
})

interface Written {
  request: GenerationRequest
  code: string
}

/** Writes the requests that the format supports. */
function writtenBy(id: string, requests: readonly GenerationRequest[]): Written[] {
  const snippet = findSnippet(id)
  return requests.flatMap((drawn) => {
    return snippet.lack(drawn) === undefined ? [{ request: drawn, code: snippet.write(drawn) }] : []
  })
}

function checkEach(id: string, check: (request: GenerationRequest, code: string) => void): void {
  const property = fc.property(anyRequest, (drawn) => {
    const [written] = writtenBy(id, [drawn])
    fc.pre(written !== undefined)
    if (written) check(written.request, written.code)
  })
  fc.assert(property)
}

/** Checks many requests in one call, for readers that start slowly. */
function checkTogether(id: string, check: (written: Written[]) => void): void {
  const anyRequests = fc.array(anyRequest, { minLength: 1, maxLength: 200, size: 'max' })
  const property = fc.property(anyRequests, (drawn) => {
    const written = writtenBy(id, drawn)
    fc.pre(written.length > 0)
    check(written)
  })
  fc.assert(property, { numRuns: 5, interruptAfterTimeLimit: 10_000 })
}

const urlsOf = ({ references }: GenerationRequest) => references.map(({ url }) => url)

/** Removes empty members. */
function withoutEmpty(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== ''),
  )
}

function filesOf(urls: readonly (string | undefined)[]) {
  return urls.length > 0 ? urls.map((url) => ({ url })) : undefined
}

function expectedFiles({ kind, references }: GenerationRequest) {
  const images = references.filter((one) => one.kind === 'image')
  if (kind === 'frames') return images.slice(0, 2)
  const face = references.find((one) => one.kind !== 'audio')
  if (kind === 'upscale') return face ? [face] : []
  if (kind !== 'lipsync') return references
  const voice = references.find((one) => one.kind === 'audio')
  return [face, voice].flatMap((one) => one ?? [])
}

function expectedBody(request: GenerationRequest): Record<string, unknown> {
  const { kind, model, prompt, references } = request
  const extra = request.extra === 'invalid' ? {} : request.extra
  if (kind === 'transcription') {
    return { ...extra, model, audio_url: references.find((one) => one.kind === 'audio')?.url }
  }
  const files = filesOf(expectedFiles(request).map(({ url }) => url))
  // Version 1 requires a prompt, which may be empty.
  const required = request.version === 1 ? { prompt } : withoutEmpty({ prompt })
  return { ...extra, model, ...required, ...withoutEmpty({ files, ...expectedSettings(request) }) }
}

function expectedSettings({ kind, aspectRatio, duration }: GenerationRequest) {
  if (kind === 'lipsync' || kind === 'upscale') return {}
  return { aspect_ratio: aspectRatio, duration: kind === 'image' ? undefined : duration }
}

/** Endpoints of kinds that have none of their own. */
function pathOf({ kind, version, references }: GenerationRequest): string {
  const isUpscale = kind === 'upscale'
  const face = references.find((one) => one.kind !== 'audio')
  if (isUpscale) return `/v${version}/${face?.kind}`
  return `/v${version}/${kind === 'lipsync' || kind === 'frames' ? 'video' : kind}`
}

describe('snippets of any request', () => {
  it('hold the URLs in the lines of url-lines', () => {
    checkEach('url-lines', (request, code) => {
      const lines = code.split(/[\n\r\u0085\u2028\u2029]/)
      expect(lines.map(hrefOf)).toEqual(urlsOf(request).map(hrefOf))
      const plain = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u
      urlsOf(request).forEach((url, at) => {
        if (plain.test(url)) expect(lines[at]).toBe(url)
      })
    })
  })

  it('hold the URLs in files-array', () => {
    checkEach('files-array', (request, code) => {
      expect(JSON.parse(code)).toEqual(filesOf(urlsOf(request)))
    })
  })

  it('hold the body in json-body', () => {
    checkEach('json-body', (request, code) => {
      expect(JSON.parse(code)).toEqual(expectedBody(request))
    })
  })

  it('are split by sh into the expected words of curl', () => {
    const key = 'varg_ "x" $y `z` \\'
    checkTogether('curl', (written) => {
      const calls = readCurlArguments(
        written.map(({ code }) => code),
        { VARG_API_KEY: key },
      )
      expect(calls).toHaveLength(written.length)
      written.forEach(({ request, code }, at) => {
        expect(code).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        const words = calls[at] ?? []
        const url = words[words.indexOf('--url') + 1] ?? ''
        expect(hrefOf(url)).toBe(hrefOf(request.api + pathOf(request)))
        expect(words.filter((word) => word === '-H')).toHaveLength(1 + request.version)
        expect(words).toContain(`Authorization: Bearer ${key}`)
        expect(words.at(-2)).toBe('--data-raw')
        expect(JSON.parse(words.at(-1) ?? '')).toEqual(expectedBody(request))
      })
    })
  })

  it('are parsed by TypeScript as the expected fetch', () => {
    checkTogether('fetch', (written) => {
      const parsed = parseCode(
        'ts',
        written.map(({ code }) => code),
      )
      written.forEach(({ request, code }, at) => {
        expect(code).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(parsed[at]?.faults).toEqual([])
        expect(parsed[at]?.constants).toEqual([
          ['response', { call: 'fetch', with: [expect.any(String), expect.anything()] }],
          ['job', { call: 'response.json', with: [] }],
        ])
        const [url, options] = (parsed[at]?.constants[0]?.[1] as FetchCall | undefined)?.with ?? []
        expect(hrefOf(url ?? '')).toBe(hrefOf(request.api + pathOf(request)))
        const repeats = { 'Idempotency-Key': expect.stringMatching(/^refdrop-\w+-[0-9a-f]{16}$/) }
        expect(options?.headers).toEqual({
          Authorization: expect.anything(),
          'Content-Type': 'application/json',
          ...(request.version === 2 && repeats),
        })
        expect(options?.body.with).toEqual([expectedBody(request)])
      })
    })
  })

  it('are parsed by TypeScript as the expected varg-tsx', () => {
    checkTogether('varg-tsx', (written) => {
      const parsed = parseCode(
        'tsx',
        written.map(({ code }) => code),
      )
      written.forEach(({ request, code }, at) => {
        const { references } = request
        expect(code).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(parsed[at]?.faults).toEqual([])
        expect(parsed[at]?.isConstantsOnly).toBe(true)
        const legend = new Map(readLegend(code).map((line) => [line.identifier, line]))
        for (const { tag, identifier, name } of references) {
          const line = legend.get(identifier)
          if (line) expect(line).toEqual({ tag, identifier, name })
          else expect(`${spell(name)}_REF`).toBe(identifier)
        }
        expect(parsed[at]?.constants).toEqual([
          ...references.map(({ identifier, url }) => [identifier, url]),
          ...expectedElement(request),
        ])
      })
    })
  })

  it('hold the names and URLs in markdown', () => {
    checkEach('markdown', ({ references }, code) => {
      expect(code).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(readMarkdownList(code)).toEqual(
        references.map(({ kind, name, url }) => ({
          isImage: kind === 'image',
          name: replaceForbidden(name),
          url: replaceForbidden(url),
        })),
      )
    })
  })

  it('hold the names and URLs in csv', () => {
    checkEach('csv', ({ references }, code) => {
      expect(readCsvTable(code)).toEqual([
        ['name', 'tag', 'media_type', 'url'],
        ...references.map(({ name, tag, mediaType, url }) => [name, tag, mediaType, url]),
      ])
    })
  })

  it('are tested for all eight formats', () => {
    expect(SNIPPETS).toHaveLength(8)
  })
})

interface FetchCall {
  with: [string, { headers: unknown; body: { with: unknown[] } }]
}

function hrefOf(url: string): string {
  return new URL(url).href
}

/** CommonMark cannot hold U+0000, and encoded text cannot hold lone surrogates. */
function replaceForbidden(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd')
}

function readLegend(code: string) {
  return [...code.matchAll(/^\/\/ (@\w+) = (\w+): (.*)$/gm)].map((line) => {
    const [, tag = '', identifier = '', name = ''] = line
    return { tag, identifier, name: name.startsWith('"') ? JSON.parse(name) : name }
  })
}

/** The identifier of a name that needs no explanation. */
function spell(name: string): string {
  return name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[ ._-]/g, '_')
    .toUpperCase()
}

function expectedElement(request: GenerationRequest): unknown[] {
  const { kind } = request
  if (kind === 'transcription') return []
  const namesOf = (wanted: string) =>
    expectedFiles(request)
      .filter((one) => one.kind === wanted)
      .map(({ identifier }) => ({ is: identifier }))
  const images = namesOf('image')
  const isVideo = kind === 'upscale' ? images.length === 0 : kind !== 'image'
  const prompt = {
    ...(['lipsync', 'upscale'].includes(kind)
      ? withoutEmpty({ text: request.prompt })
      : { text: request.prompt }),
    ...(images.length > 0 && { images }),
    ...(isVideo && withoutEmpty({ video: namesOf('video')[0], audio: namesOf('audio')[0] })),
  }
  const name = isVideo ? 'video' : 'image'
  const model = { call: `varg.${name}Model`, with: [request.model] }
  const { aspect_ratio: aspectRatio, duration } = expectedSettings(request)
  const options = request.extra === 'invalid' ? undefined : request.extra?.provider_options
  const providerOptions = options === undefined ? undefined : { varg: options }
  const optional = withoutEmpty({ duration, aspectRatio, providerOptions })
  return [[name, { call: isVideo ? 'Video' : 'Image', with: [{ model, prompt, ...optional }] }]]
}
