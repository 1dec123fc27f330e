import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCurlArguments } from '../../../../e2e/support/shell.ts'
import { anyExchange, anyHostileText, exchangeOf } from '../../testing/made-exchanges.ts'
import { curlOf } from './curl-of.ts'

const KEY = { VARG_API_KEY: 'the key' }

function argumentsOf(...facts: Parameters<typeof exchangeOf>): string[] {
  const [words = []] = readCurlArguments([curlOf(exchangeOf(...facts))], KEY)
  return words
}

function valuesOf(option: string, words: readonly string[]): string[] {
  return words.filter((_, at) => words[at - 1] === option)
}

describe('curlOf', () => {
  it('writes a readable command', () => {
    expect(curlOf(exchangeOf())).toBe(
      [
        "curl -sS --url 'https://api.varg.ai/v1/files' \\",
        '  -H "Authorization: Bearer $VARG_API_KEY" \\',
        "  -H 'Content-Type: application/octet-stream' \\",
        `  -H 'X-Content-Hash: sha256:${'a'.repeat(64)}' \\`,
        "  -H 'User-Agent: Mozilla/5.0' \\",
        "  --data-binary @'a.png'",
      ].join('\n'),
    )
  })

  it.each([
    ["it's.png", "@it's.png"],
    ['-', '@./-'],
    ['-o', '@./-o'],
    ['folder/-o', '@./-o'],
    ['@at.png', '@@at.png'],
    ['$(exit 3) `exit 3` "$HOME" \\ !!', '@$(exit 3) `exit 3` "$HOME" \\ !!'],
    ['two\nlines\n', '@two\nlines\n'],
    ['\r\u001b[201~\u202e🎬\u0007', '@\r\u001b[201~\u202e🎬\u0007'],
    ["\u0007'", "@\u0007'"],
    ['"\u0007"', '@"\u0007"'],
    ['', '@body.bin'],
    ['folder/', '@body.bin'],
    ['..', '@body.bin'],
    ['a\0b', '@a\ufffdb'],
    ['\ud800', '@\ufffd'],
  ])('quotes the file name of %j', (path, name) => {
    const words = argumentsOf({ subject: { path, hash: 'sha256:a' } })
    expect(valuesOf('--data-binary', words)).toEqual([name])
  })

  it('escapes control characters when the name contains terminal sequences', () => {
    const code = curlOf(exchangeOf({ subject: { path: '\u001b[201~\r\u0085', hash: 'sha256:a' } }))
    expect(code).not.toMatch(/[^\P{C}\n]/u)
  })

  it('keeps headers of the page and omits those that curl sets itself', () => {
    const words = argumentsOf({
      request: {
        headers: [
          ['accept', 'a/b'],
          ['Accept', 'c/d'],
          ['Connection', 'close'],
          ['Accept-Encoding', 'gzip'],
          ['Transfer-Encoding', 'chunked'],
          ['Cookie', '(not shown)'],
          ['X-Empty', ''],
          ['X-Lines', 'a\r\nX-Made-Up: 1'],
          ['@/etc/passwd', 'x'],
          ['no name', 'x'],
          [':authority', 'x'],
        ],
      },
    })
    expect(valuesOf('-H', words)).toEqual([
      'accept: a/b, c/d',
      'X-Empty;',
      'X-Lines: a X-Made-Up: 1',
      'Content-Type:',
    ])
  })

  it('reads the key from the environment when the call may have had one', () => {
    const key = 'Authorization: Bearer the key'
    const own = { headers: [['authorization', 'Bearer varg_…1234']] as const }
    const fetched = { url: 'https://s3.varg.ai/u/1.png', isAsSent: false }
    expect(valuesOf('-H', argumentsOf({ request: own }))).toContain(key)
    expect(valuesOf('-H', argumentsOf({ request: { headers: [], isAsSent: false } }))).toContain(
      key,
    )
    expect(valuesOf('-H', argumentsOf({ request: { headers: [] } }))).not.toContain(key)
    expect(valuesOf('-H', argumentsOf({ request: { ...fetched, headers: [] } }))).not.toContain(key)
  })

  it.each([
    '{"model":"kling_v3","prompt":"it\'s @home $(exit 3)"}',
    '@/etc/passwd',
    '[1]\n\u001b[201~',
  ])('sends the kept body %j raw', (text) => {
    const words = argumentsOf({ request: { body: { size: 9, text } } })
    expect(words.slice(-2)).toEqual(['--data-raw', text])
  })

  it('names a file for a JSON body that is not kept', () => {
    const headers = [['Content-Type', 'application/json']] as const
    const request = { headers, body: { size: 99_999 } }
    const words = argumentsOf({ subject: undefined, request })
    expect(words.slice(-2)).toEqual(['--data-binary', '@body.json'])
  })

  it('sends an empty body when the call had one', () => {
    expect(argumentsOf({ request: { body: { size: 0 } } }).slice(-2)).toEqual(['--data-binary', ''])
  })

  it.each([
    ['GET', false, []],
    ['POST', true, []],
    ['POST', false, ['-X', 'POST']],
    ['PUT', true, ['-X', 'PUT']],
    ['HEAD', false, ['--head']],
    ['DELETE', false, ['-X', 'DELETE']],
  ])('writes the method options of %s when it has a body: %s', (method, hasBody, expected) => {
    const { body, ...request } = exchangeOf().request
    const exchange = {
      ...exchangeOf(),
      request: { ...request, method, ...(hasBody && body && { body }) },
    }
    const [words = []] = readCurlArguments([curlOf(exchange)], KEY)
    expect(words.slice(1, words.indexOf('--url'))).toEqual(expected)
    expect(words.includes('--data-binary')).toBe(hasBody)
  })

  it('disables globbing when the URL contains brackets', () => {
    const words = argumentsOf({ request: { url: 'https://x.test/[1-9]{a,b}' } })
    expect(words).toContain('--globoff')
  })

  it('makes one call without a key for any exchange', () => {
    const property = fc.property(fc.array(anyExchange, { minLength: 1, maxLength: 50 }), (all) => {
      const codes = all.map(curlOf)
      const calls = readCurlArguments(codes, KEY)
      expect(calls).toHaveLength(all.length)
      expect(codes.join('\n')).not.toMatch(/varg_[A-Za-z0-9_-]/)
      for (const words of calls) {
        const options = words.filter(
          (_, at) =>
            !['--url', '-H', '-X', '--data-binary', '--data-raw'].includes(`${words[at - 1]}`),
        )
        const known = ['-sS', '--globoff', '--url', '-H', '-X', '--data-binary', '--data-raw']
        expect(options.filter((word) => !known.includes(word))).toEqual([])
      }
    })
    fc.assert(property, { numRuns: 30 })
  })

  it('quotes any file name', () => {
    const anyNames = fc.array(
      anyHostileText.filter(
        (text) => !/varg_|[\0/]|\p{Cs}|^-/u.test(text) && !/^\.{0,2}$/.test(text),
      ),
      { minLength: 1, maxLength: 50 },
    )
    const property = fc.property(anyNames, (names) => {
      const codes = names.map((path) => curlOf(exchangeOf({ subject: { path, hash: 'sha256:a' } })))
      expect(readCurlArguments(codes, KEY).map((words) => words.at(-1))).toEqual(
        names.map((name) => `@${name}`),
      )
    })
    fc.assert(property, { numRuns: 30 })
  })
})
