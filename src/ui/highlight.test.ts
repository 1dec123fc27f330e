import { describe, expect, it } from 'vitest'
import { highlight } from './highlight.ts'

const CODE: Record<string, string> = {
  bash: `curl -sS --url 'https://host/a?b=-c' \\\n  -H "authorization: Bearer $KEY" \\\n  --data-raw '{"a":1}'`,
  json: '{"na\\"me" : "a: \\u0041", "list": [-1.5e3, true, null], "broken',
  markdown: '- ![a b.png](https://host/a)\n- [c](https://host/d)',
  typescript: `// "A" call\nconst job = await fetch("https://host//a", { body: JSON.stringify({ size: 12 }), key: \`\${KEY}\` });`,
}

/** The texts of one colour. */
function textsOf(language: string, colour: string): string[] {
  const tokens = highlight(CODE[language] ?? '', language) ?? []
  return tokens.filter(({ look = '' }) => look.includes(colour)).map(({ text }) => text)
}

describe('highlight', () => {
  it.each(Object.entries(CODE))('keeps the text of %s', (language, code) => {
    const tokens = highlight(code, language)
    expect(tokens?.map(({ text }) => text).join('')).toBe(code)
  })

  it('colours names, texts and numbers of JSON', () => {
    expect(textsOf('json', 'name')).toEqual(['"na\\"me"', '"list"'])
    expect(textsOf('json', 'string')).toEqual(['"a: \\u0041"', '"broken'])
    expect(textsOf('json', 'number')).toEqual(['-1.5e3', 'true', 'null'])
  })

  it('colours comments, keywords, functions and texts of TypeScript', () => {
    expect(textsOf('typescript', 'comment')).toEqual(['// "A" call'])
    expect(textsOf('typescript', 'keyword')).toEqual(['const', 'await'])
    expect(textsOf('typescript', 'name')).toEqual(['fetch', 'stringify'])
    expect(textsOf('typescript', 'string')).toEqual(['"https://host//a"', '`' + '${' + 'KEY}`'])
    expect(textsOf('typescript', 'number')).toEqual(['12'])
  })

  it('colours the command, options and texts of a shell', () => {
    expect(textsOf('bash', 'name')).toEqual(['curl'])
    expect(textsOf('bash', 'keyword')).toEqual(['-sS', '--url', '-H', '--data-raw'])
    expect(textsOf('bash', 'string')).toHaveLength(3)
  })

  it('colours bullets and addresses of Markdown', () => {
    expect(textsOf('markdown', 'keyword')).toEqual(['-', '-'])
    expect(textsOf('markdown', 'string')).toEqual(['(https://host/a)', '(https://host/d)'])
  })

  it('returns undefined for a language without colours', () => {
    expect(highlight('a,b', 'csv')).toBeUndefined()
  })
})
