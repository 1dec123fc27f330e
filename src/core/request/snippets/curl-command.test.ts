import { expect, it } from 'vitest'
import { readCurlArguments } from '../../../../e2e/support/shell.ts'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { findSnippet } from './all-snippets.ts'

const CURL = findSnippet('curl')
const KEY = 'varg_test "$HOME" `id` * \\'

function argumentsIn(...draft: Parameters<typeof draftRequest>): string[] {
  return readCurlArguments([CURL.write(draftRequest(...draft))], { VARG_API_KEY: KEY })[0] ?? []
}

it('curl snippet posts the body as JSON with the key of the environment', () => {
  const words = argumentsIn(['image'], { kind: 'image', model: 'nano-banana-pro/edit' })
  expect(words.slice(0, -1)).toEqual([
    '-sS',
    '--url',
    'https://api.varg.ai/v1/image',
    '-H',
    `Authorization: Bearer ${KEY}`,
    '-H',
    'Content-Type: application/json',
    '--data-raw',
  ])
  expect(JSON.parse(words.at(-1) ?? '')).toEqual({
    model: 'nano-banana-pro/edit',
    prompt: '@image1 walks in',
    files: [{ url: urlOf(0, 'image') }],
    aspect_ratio: '16:9',
  })
})

it('curl snippet has a key for repeats in version 2', () => {
  const words = argumentsIn([], {
    kind: 'image',
    model: 'fal:flux_schnell',
    prompt: 'a',
    version: 2,
  })
  expect(words).toContain('https://api.varg.ai/v2/image')
  expect(words.filter((_, place) => words[place - 1] === '-H')).toEqual([
    `Authorization: Bearer ${KEY}`,
    'Content-Type: application/json',
    expect.stringMatching(/^Idempotency-Key: refdrop-image-[0-9a-f]{16}$/),
  ])
  expect(JSON.parse(words.at(-1) ?? '')).toEqual({
    model: 'fal:flux_schnell',
    prompt: 'a',
    aspect_ratio: '16:9',
  })
})

it.each([
  "it's",
  "'; exit 3; '",
  "'\\''",
  `$(exit 3) \`exit 3\` \${HOME} $HOME`,
  'a\\',
  'a\\!b !! !$',
  '@/etc/passwd',
  'a\nEOF\nexit 3\n',
  'a\r\0\u001b[2J\u007f\u009b',
  '\u202eabc\u2066\u2028 \ud800 🏴\u{e0067}',
])('curl snippet keeps the prompt %j in one word', (prompt) => {
  const words = argumentsIn([], { prompt })
  expect(words).toHaveLength(9)
  expect(JSON.parse(words.at(-1) ?? '')).toMatchObject({ prompt })
})

it('curl snippet escapes direction and exclamation marks and has no final line end', () => {
  const written = CURL.write(draftRequest([], { prompt: '\u202e a! \u200b\u2069' }))
  expect(written).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}!]/u)
  expect(written).not.toMatch(/\n$/)
})

it.each([
  ["https://a.example/it's/$(x)", "https://a.example/it's/$(x)/v1/video"],
  ['https://a.example/a b\n\0\u202e', 'https://a.example/a%20b%0A%00%E2%80%AE/v1/video'],
])('curl snippet encodes the API URL %j', (api, url) => {
  expect(argumentsIn([], { api })).toContain(url)
  expect(argumentsIn([], { api })).not.toContain('--globoff')
})

it.each(['https://a.example/{a,b}', 'https://a.example/[1-9]', 'http://[::1]:4000/sandbox'])(
  'curl snippet turns globbing off for %s',
  (api) => {
    expect(argumentsIn([], { api })).toContain('--globoff')
  },
)
