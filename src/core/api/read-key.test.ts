import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeKey } from './key.ts'
import { readKey } from './read-key.ts'

const KEY = 'varg_0a1b2c3d4e5f6g7h8iGHIJ'
const SHORT = 'varg_abc123'

/** Texts that people copy a key with. `%` stands for the key. */
const WRAPPINGS = [
  '%',
  '  %\n',
  '"%"',
  "'%'",
  '`%`',
  '“%”',
  '„%“',
  '‘%’',
  '«%»',
  '« % »',
  '‹%›',
  '「%」',
  '＂%＂',
  '(%)',
  '<%>',
  '%,',
  '"%",',
  '"%";',
  'Bearer %',
  'bearer %',
  '"Bearer %"',
  'Authorization: Bearer %',
  'authorization:Bearer %',
  '-H "Authorization: Bearer %"',
  "curl -H 'Authorization: Bearer %' https://api.varg.ai/v1/balance",
  'curl https://api.varg.ai/v1/balance \\\n  -H "Authorization: Bearer %" \\\n  -H "Accept: */*"',
  'GET /v1/balance HTTP/1.1\r\nHost: api.varg.ai\r\nAuthorization: Bearer %\r\nAccept: */*\r\n\r\n',
  '> authorization: Bearer %\n> accept: */*',
  '{"headers":{"Authorization":"Bearer %"}}',
  '"{\\"Authorization\\": \\"Bearer %\\"}"',
  'VARG_API_KEY=%',
  'VARG_API_KEY = %',
  'VARG_API_KEY="%"',
  "VARG_API_KEY = '%'",
  'export VARG_API_KEY=%',
  'export VARG_API_KEY="%" # for tests',
  'export VARG_API_KEY=% && npm start',
  'VARG_API_KEY=% npm start',
  'set VARG_API_KEY=%',
  'set "VARG_API_KEY=%"',
  'set -x VARG_API_KEY %',
  'setenv VARG_API_KEY %',
  'setx VARG_API_KEY %',
  'setx VARG_API_KEY "%" /M',
  '$env:VARG_API_KEY = "%"',
  "$env:VARG_API_KEY='%'",
  '$Env:VARG_API_KEY=“%”',
  '[Environment]::SetEnvironmentVariable("VARG_API_KEY", "%", "User")',
  'docker run -e VARG_API_KEY=% refdrop',
  'ENV VARG_API_KEY %',
  '# .env\nPORT=4173\nVARG_API_KEY=%\nDEBUG=1\n',
  '# VARG_API_KEY=varg_an_older_key_9876543210\nVARG_API_KEY=%',
  'VARG_API_KEY=% # was varg_an_older_key_9876543210',
  '# VARG_API_KEY=%',
  '{"api_key": "%"}',
  '{\n  "api_key": "%",\n  "email": "me@example.com"\n}\n',
  '{"api_key":"%","refresh_token":"varg_refresh_0123456789"}',
  "{ apiKey: '%' }",
  'const VARG_API_KEY = "%";',
  "new Varg({ apiKey: '%' })",
  "os.environ['VARG_API_KEY'] = '%'",
  '"key": "%"',
  'api_key: %',
  'api_key: "%"\nurl: https://api.varg.ai\n',
  'varg:\n  api_key: %\n  region: eu\n',
  '- name: VARG_API_KEY\n  value: "%"\n',
  '[varg]\napi_key = "%"\n',
  '```\n%\n```',
  '```bash\nexport VARG_API_KEY=%\n```',
  '```bashexport VARG_API_KEY=%```',
  'https://api.varg.ai/v1/balance?api_key=%&x=1',
  'https://api.varg.ai/v1/balance?key=%',
  'Authorization%20Bearer%20%'.replaceAll('%20', '%20'),
  '\uFEFF%',
  '\u200B%\u200B',
  '\u00A0%\u00A0',
  'Bearer\u00A0%',
  'export\u00A0VARG_API_KEY=\u200B%',
  '\u202A%\u202C',
  '%\u0000',
  'VARG_API_KEY:\n%',
  'Key: %',
  'My key is: %.',
]

/** Replaces the last `%`, because others may begin an escape. */
function wrap(wrapping: string, key: string): string {
  const place = wrapping.lastIndexOf('%')
  return wrapping.slice(0, place) + key + wrapping.slice(place + 1)
}

/** Invisible characters that pages and editors put into copied text. */
const INVISIBLE = ['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u202A', '\u180E']

describe('readKey', () => {
  it.each(WRAPPINGS)('finds the key in %j', (wrapping) => {
    expect(readKey(wrap(wrapping, KEY))).toEqual({ key: KEY })
    expect(readKey(wrap(wrapping, SHORT))).toEqual({ key: SHORT })
  })

  it.each([
    ['other words', `My key is ${KEY} since today`],
    ['the same key twice', `${KEY}\n${KEY}`],
    ['an escaped line', `Authorization: Bearer ${KEY}\\r\\nHost: api.varg.ai`],
    ['a name that begins like a key', `{"varg_production_key": "${KEY}"}`],
    ['a key of another service beside it', `OPENAI_API_KEY=sk-abcdefghijkl\nVARG_API_KEY=${KEY}`],
    ['full width letters', KEY.replace('varg_', 'ｖａｒｇ＿')],
    ['a line break in it', `${KEY.slice(0, 12)}\n${KEY.slice(12)}`],
    [
      'line breaks and spaces in it',
      `${KEY.slice(0, 7)}\r\n  ${KEY.slice(7, 16)}\n  ${KEY.slice(16)}`,
    ],
    ['a line break in its quotes', `VARG_API_KEY="${KEY.slice(0, 12)}\n${KEY.slice(12)}"`],
  ])('finds the key with %s', (_, text) => {
    expect(readKey(text)).toEqual({ key: KEY })
  })

  it('finds any key in any text when invisible characters are added', () => {
    const letters = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
    const strewn = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...INVISIBLE)), { maxLength: 5 })
    fc.assert(
      fc.property(letters, fc.constantFrom(...WRAPPINGS), strewn, (rest, wrapping, places) => {
        const key = `varg_${rest}`
        const text = places.reduce(
          (before, [at, character]) => {
            const place = at % (before.length + 1)
            return before.slice(0, place) + character + before.slice(place)
          },
          wrap(wrapping, key),
        )
        expect(readKey(text)).toEqual({ key })
      }),
    )
  })

  it.each([
    ['', 'nothing but spaces'],
    [' \n\u200B\u00A0', 'nothing but spaces'],
    ['hello', 'no key'],
    ['varg_', 'no key'],
    ['sk-abcdef0123456789', 'a key of another service (sk-…)'],
    ['OPENAI_API_KEY="sk-proj-abcdef"', 'a key of another service (sk-proj-…)'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc', 'a key of another service (eyJ…)'],
    ['varg_…1234', 'only a masked key (varg_…1234)'],
    ['"varg_abcd...wxyz"', 'only a masked key (varg_…wxyz)'],
    ['varg_••••••••1234', 'only a masked key (varg_…1234)'],
    ['varg_0123456789abcdef****', 'only a masked key (varg_…....)'],
    [`${KEY}\nvarg_another_key_9876`, 'two different keys (varg_…GHIJ, varg_…9876)'],
    [
      `VARG_API_KEY=${KEY}\nVARG_API_KEY=varg_another_key_9876`,
      'two different keys (varg_…GHIJ, varg_…9876)',
    ],
    ['varg_a b', 'a key with a space or a line break in it'],
    ['varg_0123456789abcdef\nmy notes', 'a key with a space or a line break in it'],
    ['VARG_API_KEY="varg_0123456789 abcdef"', 'a key with a space or a line break in it'],
    ['varg_0123456789abcdef+xyz', 'a key with “+” in it or behind it'],
    ['varg_logo.png', 'a key with “.” in it or behind it'],
    ['varg_0123456789–abcdef', 'a key with “–” in it or behind it'],
    ['export VARG_API_KEY=', 'the name VARG_API_KEY and no key behind it'],
    ['$VARG_API_KEY', 'the name VARG_API_KEY and no key behind it'],
    ['https://app.varg.ai/keys', 'a web address and no key'],
  ])('describes what it found when the text is %j', (text, found) => {
    expect(readKey(text)).toEqual({ found })
  })

  it('reads at most 20,000 characters', () => {
    expect(readKey(`${' ab'.repeat(6000)} "${KEY}"`)).toEqual({ key: KEY })
    expect(readKey(`${'x'.repeat(20_000)} "${KEY}"`)).toEqual({ found: 'no key' })
  })

  it('returns a valid key or a description without secrets for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'varg_',
        'Bearer ',
        '="',
        '"',
        '\n',
        ' ',
        '…',
        '.',
        '#',
        'VARG_API_KEY',
        '\\',
        ':',
      ),
      fc.stringMatching(/^[A-Za-z0-9_-]{9,30}$/),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readKey(pieces.join(''))
        if ('key' in read) return looksLikeKey(read.key)
        return pieces.every((secret) => secret.length <= 12 || !read.found.includes(secret))
      }),
    )
  })
})
