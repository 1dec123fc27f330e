import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftRequest, urlOf } from '../../testing/drafted-request.ts'
import { entryOf } from '../../testing/made-entries.ts'
import { REQUEST_KINDS, type RequestKind } from '../generation.ts'
import { type Reference, tagReferences } from '../reference.ts'
import { referenceOfEntry } from '../reference-of.ts'
import { SNIPPETS } from '../snippets/all-snippets.ts'
import { hasOwnLegend } from '../snippets/legend.ts'
import { matchPasted, readPasted } from './pasted-references.ts'

const A = `https://s3.varg.ai/u/1/${'a'.repeat(64)}.png`
const B = `https://s3.varg.ai/u/1/${'b'.repeat(64)}.png`
const C = `https://s3.varg.ai/u/1/${'c'.repeat(64)}.png`
const SOUND = `https://s3.varg.ai/u/1/${'d'.repeat(64)}.mp3`
const ODD = `https://files.example/it's_(1)"\\'\`${'$'}{x}.png`
const NOTHING = { has: () => false, hosts: new Set<string>() }
const KNOWN = { has: (url: string) => url === ODD, hosts: new Set(['files.example']) }

/** Returns each reference as `url` or `url = name`. */
function read(text: string): string[] {
  return readPasted(text, KNOWN).references.map(({ url, name }) =>
    name === undefined ? url : `${url} = ${name}`,
  )
}

describe('readPasted of code', () => {
  it.each<[string, string, string[]]>([
    ['a constant', `const DINESH_REF = "${A}";`, [`${A} = DINESH_REF`]],
    ['other declarations', `let a = '${A}'\nvar b_1 = \`${B}\``, [`${A} = a`, `${B} = b_1`]],
    ['a typed constant', `export const X_REF: string = '${A}'`, [`${A} = X_REF`]],
    ['a Python constant', `X_REF = "${A}"`, [`${A} = X_REF`]],
    ['an attribute', `<Image src="${A}" alt='${B}' />`, [A, B]],
    [
      'a legend',
      `// @image1 = X_REF: dinesh front.png\nconst X_REF = "${A}"`,
      [`${A} = dinesh front.png`],
    ],
    ['a legend in JSX', `{/* @image1 = X_REF: a: b */}\nconst X_REF = "${A}"`, [`${A} = a: b`]],
    [
      'a legend with a quoted name',
      `// @audio1 = X_REF: "a\\n\\u0022*\\/"\nconst X_REF = "${SOUND}"`,
      [`${SOUND} = a\n"*/`],
    ],
    ['a legend without a name', `// @image1 = X_REF: ""\nconst X_REF = "${A}"`, [A]],
    ['a legend of another', `// @image1 = Y_REF: y\nconst X_REF = "${A}"`, [`${A} = X_REF`]],
    ['a template with an expression', `const X = \`${A}?\${y}\``, [`${A}`]],
    ['a prompt', `{ prompt: "${A}", text: \`like ${B}\`, url: "${C}" }`, [C]],
    ['a comment', `// see ${A}\nconst X = "${B}" /* ${C} */`, [`${B} = X`]],
    [
      'escapes',
      `const X = "https:\\/\\/s3.varg.ai\\u002fu/\\x61.png"`,
      ['https://s3.varg.ai/u/a.png = X'],
    ],
    ['an odd URL', `const X = ${JSON.stringify(ODD)}`, [`${ODD} = X`]],
    ['an odd URL in apostrophes', `f('${ODD.replace(/['\\]/g, '\\$&')}')`, [ODD]],
    ['an endpoint', `fetch("https://api.varg.ai/v1/image", { url: "${A}" })`, [A]],
    [
      'JSON in a string',
      `fetch("https://api.varg.ai/v1/image", { body: '{"files":[{"url":"${A}"}]}' })`,
      [A],
    ],
    ['a piece of JSON', `"files": [\n  { "url": "${A}" },\n  { "url": "${B}" }\n],`, [A, B]],
    ['JSX with apostrophes', `<p>don't</p><Image src="${A}" /><p>it's</p>`, [A]],
    ['quotes without an end', `const X = "${A}"\nconst Y = "${B}`, [`${A} = X`]],
  ])('reads %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
  })

  const consts = `const A_REF = "${A}"\nconst V_REF = "${SOUND}"\nconst B_REF = "${B}"\nconst C_REF = "${C}"\n`

  it.each<[string, string[]]>([
    ['', ['A', 'V', 'B', 'C']],
    ['images: [C_REF, A_REF, B_REF]', ['C', 'V', 'A', 'B']],
    ['images: [C_REF, A_REF]', ['C', 'V', 'A', 'B']],
    ['images={[B_REF]}', ['B', 'V', 'A', 'C']],
    ['files: [{ url: B_REF }, { url: A_REF }], audio: V_REF', ['B', 'V', 'A', 'C']],
    ['x({ images: [C_REF] }, { images: [B_REF, C_REF] })', ['C', 'V', 'B', 'A']],
    ['images: [C_REF, UNKNOWN_REF]]]], [A_REF]', ['C', 'V', 'A', 'B']],
    ['prompt: "[C_REF]" // [B_REF]', ['A', 'V', 'B', 'C']],
  ])('orders the files of each kind by the arrays in %s', (use, names) => {
    expect(readPasted(consts + use, KNOWN).references.map(({ name }) => name?.[0])).toEqual(names)
  })

  it('orders the files of a kind when an array holds a URL', () => {
    const text = `const A_REF = "${A}"\nconst B_REF = "${B}"\nimages: [B_REF, "${C}"]`
    expect(read(text)).toEqual([`${B} = B_REF`, C, `${A} = A_REF`])
  })

  it('keeps identifiers when the references are tagged again', () => {
    const text = consts.replace('C_REF', '_12_REF').replace('B_REF', 'A_2_REF')
    const names = readPasted(text, KNOWN).references.map(({ name }) => name)
    const tagged = tagReferences(
      matchPasted(readPasted(text, KNOWN).references, []).map((reference, id) => ({
        ...reference,
        id: String(id),
      })),
    )
    expect(names).toEqual(['A_REF', 'V_REF', 'A_2_REF', '_12_REF'])
    expect(tagged.slice(0, 3).map(({ identifier }) => identifier)).toEqual(names.slice(0, 3))
  })
})

describe('readPasted of JSON', () => {
  it.each<[string, unknown, string[]]>([
    ['files', { files: [{ url: A }, { url: B }] }, [A, B]],
    ['an audio URL', { model: 'whisper', audio_url: SOUND }, [SOUND]],
    ['a bare string', A, [A]],
    [
      'names',
      [{ name: 'a.png', url: A }, { url: B }, { name: 3, url: C }],
      [`${A} = a.png`, B, `${C} = 3`],
    ],
    ['a name of another object', { name: 'x', urls: [A, B] }, [A, B]],
    ['a prompt and a text', { prompt: A, text: B, url: C }, [C]],
    ['a prompt object', { prompt: { text: A, images: [B] } }, [B]],
    ['JSON in JSON', { request: { body: JSON.stringify({ files: [{ url: A }] }) } }, [A]],
    ['one file twice', [A, B, A], [A, B]],
    ['an odd URL', [ODD], [ODD]],
    [
      'a URL of any host',
      { url: 'https://elsewhere.example/a.png' },
      ['https://elsewhere.example/a.png'],
    ],
    ['a URL of any host in a note', { note: 'https://elsewhere.example/a.png' }, []],
  ])('reads %s', (_, value, found) => {
    expect(read(JSON.stringify(value))).toEqual(found)
    expect(read(JSON.stringify(value, null, 2).replaceAll('/', '\\/'))).toEqual(found)
  })

  it('reads the URLs of a sentence when there are no others', () => {
    expect(read(JSON.stringify({ note: `see ${A} and ${B}.` }))).toEqual([A, B])
  })
})

describe('readPasted of curl commands', () => {
  const body = (url: string) => JSON.stringify({ prompt: `it's "${B}"`, files: [{ url }] }, null, 2)
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

  it.each<[string, string, string[]]>([
    [
      'a body in apostrophes',
      `curl -X POST https://api.varg.ai/v1/image -d ${quote(body(A))}`,
      [A],
    ],
    ['an odd URL', `curl -d ${quote(body(ODD))} https://api.varg.ai/v1/image`, [ODD]],
    ['a body in quotes', `curl -d "{\\"files\\":[{\\"url\\":\\"${A}\\"}]}"`, [A]],
    [
      'a shell prompt',
      `$ curl \\\n  https://api.varg.ai/v1/image \\\n  --data-raw ${quote(body(A))}`,
      [A],
    ],
    ['a comment', `# it's mine\ncurl -d ${quote(body(A))}`, [A]],
    ['two commands', `curl -O ${A} && curl.exe -O '${B}'`, [A, B]],
    ['a body in a document', `curl -d @- <<'END'\n${body(A)}\nEND`, [A]],
    ['a quote without an end', `curl -d '${body(A)}`, [A]],
  ])('reads %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
  })

  it('ignores the word curl in a sentence', () => {
    const text = `const A_REF = "${A}"; const x = { text: "her hair may curl here" }`
    expect(read(text)).toEqual([`${A} = A_REF`])
  })
})

describe('readPasted of CSV', () => {
  it.each<[string, string, string[]]>([
    [
      'a name and a URL',
      `name,url\r\n"a, ""b"".png",${A}\r\nb.png,${B}\r\n`,
      [`${A} = a, "b".png`, `${B} = b.png`],
    ],
    ['other columns', `URL;Size;Name\n${A};3;a\n`, [`${A} = a`]],
    ['tabs', `tag\turl\n@image1\t${A}`, [A]],
    ['one column', `url\n${A}\n${B}`, [A, B]],
    ['an odd URL', `name,url\nx,"${ODD.replaceAll('"', '""')}"`, [`${ODD} = x`]],
    ['an empty name', `name,url\n,${A}`, [A]],
    ['a short row', `name,url\nx\ny,${A}`, [`${A} = y`]],
    ['a table without a header', `x,${A},image/png\ny,${B},image/png`, [A, B]],
  ])('reads %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
  })
})

describe('readPasted of plain text', () => {
  it.each<[string, string, string[]]>([
    ['lines', `${A}\n${B}\r\n${SOUND}`, [A, B, SOUND]],
    ['a sentence', `See ${A}, ${B}. And (${C})!`, [A, B, C]],
    ['commas alone', `${A},${B};${C}`, [A, B, C]],
    ['quotes', `don't “${A}” or '${B}' or \`${C}\``, [A, B, C]],
    ['brackets', `<${A}> [${B}] {${C}}`, [A, B, C]],
    ['an odd URL', `see ${ODD} here`, [ODD]],
    [
      'an unknown odd URL',
      'https://files.example/a_(1).png, b',
      ['https://files.example/a_(1).png'],
    ],
    ['other URLs', `https://elsewhere.example/ ${A} http:// https://api.varg.ai/v1/files`, [A]],
    ['a URL in a URL', `https://elsewhere.example/?from=${A}`, [A]],
    ['capitals', 'HTTPS://S3.VARG.AI/a.png', ['HTTPS://S3.VARG.AI/a.png']],
    ['one twice', `${A} ${B} ${A}`, [A, B]],
    ['YAML', `files:\n  - url: ${A}\n  - url: ${B}`, [A, B]],
    ['a shell variable', `A_REF=${A}`, [A]],
    ['an unknown URL', 'https://elsewhere.example/a.png and more', []],
    ['empty text', '', []],
  ])('reads %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
  })
})

describe('readPasted of Markdown', () => {
  it.each<[string, string, string[]]>([
    ['a link', `- [a.png](${A})`, [`${A} = a.png`]],
    ['a picture', `![a.png](${A} "title")`, [`${A} = a.png`]],
    ['a picture in a link', `[![a](${A})](${B})`, [`${A} = a`, B]],
    ['escapes', `[a\\_\\[b\\]\\\\ &#10;&#x41;&amp;](${A})`, [`${A} = a_[b]\\ \nA&`]],
    ['brackets in a name', `[a [b] c](${A})`, [`${A} = a [b] c`]],
    ['angle brackets', `[a](<${A}>)`, [`${A} = a`]],
    [
      'a URL with brackets',
      '[a](https://files.example/b(c)_\\)\\(d.png)',
      ['https://files.example/b(c)_)(d.png = a'],
    ],
    ['links beside text', `${A} [b // "c](${B}), ${C}.`, [A, `${B} = b // "c`, C]],
    ['a link with its URL as the name', `[${A}](${A})`, [A]],
    ['a link without a name', `[](${A})`, [A]],
    ['a later name', `${A} and [a](${A})`, [`${A} = a`]],
    ['a link to another site', `[x](https://elsewhere.example/) [a](${A})`, [`${A} = a`]],
  ])('reads %s', (_, text, found) => {
    expect(read(text)).toEqual(found)
  })
})

describe('readPasted of snippets', () => {
  const files = ['image', 'audio', 'image', 'video', 'image', 'audio'] as const
  const names = ['dinesh front.png', '], "x"](y)\n', "it's // mine */", '`$', 'é & \\_', '@image1']
  const request = draftRequest(
    files.map((kind, index) => ({ kind, name: names[index] ?? '' })),
    { prompt: `[x](${A}) "${B}" it's ${C}\n\`curl ${A}\`\nconst Z_REF = "${A}"` },
  )
  const all = request.references.map(({ url }) => url)
  const sent: Record<RequestKind, readonly string[]> = {
    image: all,
    video: all,
    lipsync: [urlOf(0, 'image'), urlOf(1, 'audio')],
    frames: [urlOf(0, 'image'), urlOf(2, 'image')],
    transcription: [urlOf(1, 'audio')],
    upscale: [urlOf(0, 'image')],
  }

  it.each(SNIPPETS.map((snippet) => [snippet.id, snippet] as const))('reads %s', (id, snippet) => {
    const sendsFewer = ['json-body', 'curl', 'fetch'].includes(id)
    const spelled = ['DINESH_FRONT_REF', ...names.slice(1)]
    for (const kind of REQUEST_KINDS) {
      const pasted = readPasted(snippet.write({ ...request, kind }), NOTHING).references
      expect(pasted.map(({ url }) => url)).toEqual(sendsFewer ? sent[kind] : all)
      const hasNames = ['varg-tsx', 'markdown', 'csv'].includes(id)
      const expected = id === 'varg-tsx' ? spelled : names
      expect(pasted.map(({ name }) => name)).toEqual(
        hasNames ? expected : pasted.map(() => undefined),
      )
    }
  })

  it('restores the references for any names, prompts and URLs', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'ab[]()\\"\'`$/*{}<>,;:\n\r\u2028\u202e#&!|=@ é') }),
      fc.constantFrom('curl ', `"url": "${A}"`, 'const X = "', `[a](${A})`, 'name,url\n', '// '),
    )
    const urls = fc
      .tuple(fc.string({ unit: fc.constantFrom(...'ab()[]\\"\'`{$},;:&!|=?#é') }), fc.nat())
      .map(([odd, place]) => `https://odd.example/${place}${odd}`)
    const kinds = fc.constantFrom('image', 'video', 'audio')
    const drafts = fc.record({
      files: fc.uniqueArray(fc.record({ kind: kinds, name: text, url: urls }), {
        selector: ({ url }) => url,
        minLength: 1,
        maxLength: 6,
      }),
      prompt: text,
    })
    fc.assert(
      fc.property(drafts, ({ files, prompt }) => {
        const drafted = draftRequest(files, { prompt })
        const given = drafted.references.map(({ url, name }) => ({ url, name }))
        const known = {
          has: (url: string) => given.some((one) => one.url === url),
          hosts: new Set<string>(),
        }
        for (const { id, write } of SNIPPETS) {
          const pasted = readPasted(write(drafted), known).references
          expect([id, ...pasted.map(({ url }) => url)]).toEqual([
            id,
            ...given.map(({ url }) => url),
          ])
          if (id !== 'varg-tsx' && id !== 'csv') continue
          // A constant replaces the name that it spells.
          const named = drafted.references.map((reference) => {
            const { name, identifier } = reference
            if (id === 'varg-tsx' && !hasOwnLegend(reference)) return identifier
            return name.trim() && name
          })
          const fallback = id === 'csv' ? [] : drafted.references.map(({ name }) => name.trim())
          expect(pasted.map(({ name }) => name ?? '')).toEqual(
            named.map((name, at) => name || fallback[at] || ''),
          )
        }
      }),
    )
  })
})

describe('readPasted of hostile text', () => {
  const many = (text: string) => text.repeat(Math.ceil(60_000 / text.length))

  it.each([
    '[',
    '](',
    '](https://',
    '[a](http://',
    'http://',
    'https://a',
    '"',
    "'",
    '`',
    '\\',
    '\\"',
    "\\'",
    "'\\",
    '/*',
    '//',
    '"\\\n',
    '${',
    '`${`',
    '@image1 = A: "',
    '(',
    ')',
    '))',
    '.,',
    ' ',
    '\n',
    '\t\n',
    '{"a":',
    '[{',
    'curl ',
    "curl '",
    '\ncurl ',
    "$'",
    'name,url\n',
    '"",',
    ';',
    '<',
    '&#',
    '&#1',
    'a.b',
    'const A = "',
    'const A = [',
    'https://s3.varg.ai/a',
    'https://s3.varg.ai/))))',
    '0123456789abcdef',
    'https://s3.varg.ai/,',
    '"https://s3.varg.ai/a",',
    "x'",
  ])('returns when %j is repeated', (text) => {
    for (const nasty of [many(text), `curl ${many(text)}`, `url,${many(text)}`]) {
      expect(Array.isArray(readPasted(nasty, KNOWN).references)).toBe(true)
    }
    expect(read(`https://s3.varg.ai/x ${many(text)}`).length).toBeGreaterThan(0)
  })

  it('reads the beginning of a very long text', () => {
    expect(read(`${A} ${'x'.repeat(3_000_000)} ${B}`)).toEqual([A])
  })

  it('reads JSON that is nested 50,000 levels deep', () => {
    const depth = 50_000
    expect(read(`${'['.repeat(depth)}"${A}"${']'.repeat(depth)}`)).toEqual([A])
  })

  it('returns an empty list for random text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(readPasted(text, NOTHING)).toEqual({ references: [] })
      }),
    )
  })
})

it.each([
  [`const A = "${A}"`, true],
  [A, true],
  ['https://s3.varg.ai', false],
  ['a prompt', false],
  ['', false],
])('readPasted finds references in %j: %s', (text, isFound) => {
  expect(readPasted(text, KNOWN).references.length > 0).toBe(isFound)
})

describe('matchPasted', () => {
  it('prefers the name in the history when a constant spells it', () => {
    const entry = entryOf({ digits: 'a', name: 'shots/dusk-ridge.png' })
    const { url } = entry.result
    const nameOf = (name: string) => matchPasted([{ url, name }], [entry])[0]?.name
    expect(nameOf('DUSK_RIDGE_REF')).toBe('dusk-ridge.png')
    expect(nameOf('DUSK_REF')).toBe('DUSK_REF')
    expect(nameOf('Dusk ridge')).toBe('Dusk ridge')
  })

  const mine = entryOf({ digits: 'a', name: 'shots/dinesh.png', media: { width: 1, height: 2 } })
  const sound = entryOf({
    digits: 'd',
    label: 'Voice',
    result: { mediaType: 'audio/mpeg', url: 'https://files.example/x' },
  })

  it('returns the entry of the history when the URL matches', () => {
    const matched = matchPasted(
      [{ url: 'https://files.example/x' }, { url: mine.result.url, name: 'X' }],
      [mine, sound],
    )
    expect(matched).toEqual([referenceOfEntry(sound), { ...referenceOfEntry(mine), name: 'X' }])
    expect(matched[0]).toMatchObject({ kind: 'audio', name: 'Voice' })
  })

  it('returns the URL of the entry when the host matches', () => {
    const url = mine.result.url.replace('/u/1/', '/u/2/')
    expect(matchPasted([{ url }], [mine])).toEqual([referenceOfEntry(mine)])
  })

  it('keeps the pasted URL without a gateway when the host differs', () => {
    const url = mine.result.url.replace('s3.varg.ai', 'cdn.example')
    expect(matchPasted([{ url }], [mine])).toEqual([
      { ...referenceOfEntry(mine), url, gateway: undefined },
    ])
  })

  it('prefers the entry with the same host, then visible ones, then the latest', () => {
    const sandbox = entryOf({
      digits: 'a',
      gateway: 'sandbox',
      at: 9e12,
      result: { url: 'http://localhost/x' },
    })
    const removed = entryOf({
      digits: 'a',
      account: 'removed',
      at: 8e12,
      label: 'gone',
      removed: true,
    })
    const older = entryOf({ digits: 'a', account: 'older', at: 1 })
    const url = mine.result.url.replace('/u/1/', '/u/2/')
    for (const entries of [
      [sandbox, removed, older, mine],
      [mine, older, removed, sandbox],
    ]) {
      expect(matchPasted([{ url }], entries)[0]?.name).toBe('dinesh.png')
    }
    expect(matchPasted([{ url }], [removed])[0]?.name).toBe('gone')
  })

  it('uses the end of an unknown URL for the name and the kind', () => {
    expect(
      matchPasted([{ url: SOUND }, { url: 'https://files.example/a%20b', name: 'B' }], [mine]),
    ).toEqual([
      { url: SOUND, name: `${'d'.repeat(64)}.mp3`, mediaType: '', kind: 'audio' },
      { url: 'https://files.example/a%20b', name: 'B', mediaType: '', kind: 'image' },
    ] satisfies Omit<Reference, 'id'>[])
  })
})
