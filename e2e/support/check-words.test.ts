import { describe, expect, it } from 'vitest'
import { findBannedWords } from './banned-words.mjs'
import { isChecked, isIn, reportWords } from './words-in-file.mjs'

const wordsIn = (text: string) => findBannedWords(text).map(({ word }) => word)

describe('a banned word', () => {
  // These are one list in one test, because rows of a table would be test names.
  it('is found when a sentence has it', () => {
    const sentences: [sentence: string, word: string][] = [
      ['Whoever asks first sends it.', 'whoever'],
      ['Quotes whatever people type.', 'whatever'],
      ['Wherever it is kept.', 'wherever'],
      ['Reads the list anew.', 'anew'],
      ['It is sent all the same.', 'all the same'],
      ['All tabs but for this one.', 'but for'],
      ['Takes so many bytes.', 'so many'],
      ['Empty where there is none.', 'is none'],
      ['They are none of its business.', 'are none'],
      ['The page is told when it ends.', 'is told'],
      ['Subscribers are told once.', 'are told'],
      ['Told of each file.', 'told'],
      ['What a flaw makes of that.', 'of that'],
      ['Headers of which some are shown.', 'of which'],
      ['Hardly ever read.', 'hardly'],
      ['One try suffices.', 'suffices'],
      ['The batch goes on after a pause.', 'goes on'],
      ['Files go on where they were.', 'go on'],
      ['Nobody follows these sends.', 'nobody'],
      ['A URL that nobody asked for.', 'nobody'],
      ['It is hashed; then it is sent.', ';'],
      ['The gatekeeper holds them.', 'gatekeeper'],
      ['Files in the waiting room.', 'waiting room'],
      ['The intake desk takes files.', 'desk'],
      ['A plan in force.', 'plan in force'],
      ['An answer is disproved.', 'disproved'],
      ['It is put off.', 'put off'],
      ['The test bench shows it.', 'test bench'],
      ['Kept from an earlier visit.', 'visit'],
      ['Steers the upload.', 'steers'],
      ['Set aside as blobs.', 'set aside'],
      ['Sets the oldest calls aside.', 'sets the oldest calls aside'],
      ['More patience for slow links.', 'patience'],
    ]
    expect(sentences.map(([sentence]) => wordsIn(sentence))).toEqual(
      sentences.map(([, word]) => [word]),
    )
  })

  it('is found across one line break and not across paragraphs', () => {
    expect(wordsIn('the size of\n   that')).toEqual(['of that'])
    expect(wordsIn('the size of\n\nthat')).toEqual([])
  })

  it('is not found in similar words and phrases', () => {
    const sentences = [
      'Runs the benchmark.',
      'The bytes tell them apart, as the two are told apart.',
      'A file for nobody, which wakes nobody.',
      'The image goes on the disk.',
      'Sends `text/plain; charset=utf-8` as text/plain; charset=utf-8 &amp; more.',
      'Settled promises line up in slots.',
      'names.bench and $visit and revisited',
    ]
    expect(sentences.flatMap(wordsIn)).toEqual([])
  })
})

describe('reportWords for a source file', () => {
  it('reports comments of all kinds with their lines', () => {
    const source = [
      '/** Told once. */',
      'const a = 1 // anew',
      '/*',
      ' * The size of',
      ' * that.',
      ' */',
      'const b = <p>{/* hardly */}</p>',
      '// one of',
      '// which is left',
    ]
    expect(reportWords('a.tsx', source.join('\n'))).toEqual([
      'a.tsx:1: comment: "told" (write: notify, report)',
      'a.tsx:2: comment: "anew" (write: again)',
      'a.tsx:4: comment: "of that"',
      'a.tsx:7: comment: "hardly"',
      'a.tsx:8: comment: "of which"',
    ])
  })

  it('skips code: strings, templates, expressions and names', () => {
    const source = [
      "const anew = 'told // anew'",
      `const b = \`/* hardly \${anew /* fine */} */\``,
      'const c = /\\/\\/ told/.test(anew)',
    ]
    expect(reportWords('a.tsx', source.join('\n'))).toEqual([])
  })

  it('skips code spans, links, types, URLs and examples in comments', () => {
    const source = [
      '/**',
      ' * Calls `visit` of {@link visit}, see https://visit.test/visit of `a',
      ' * visit`.',
      ' * @param {{ a: string; b: number }} one',
      ' * @example',
      ' * visit(1); hardly()',
      ' */',
      '// ```',
      '// visit(2); anew()',
      '// ```',
    ]
    expect(reportWords('a.ts', source.join('\n'))).toEqual([])
  })

  it('ends a phrase at code between two comments and at the end of a block', () => {
    expect(reportWords('a.ts', 'f(/* of */ a, /* that */ b)\n/** of */\n/** that */')).toEqual([])
  })

  it('reports test names and the rows of a table that they show', () => {
    const source = [
      "describe('a desk', () => {",
      "  it('waits; then sends', f)",
      `  it(\`sends \${one} anew\`, f)`,
      "  it('says what became of ' +",
      "    'that', f)",
      "  test.step('hardly waits', f)",
      "  it.each([['what is told', 'a visit'], ['anew'], ['a; b']])('sends %s', f)",
      "  it.each([{ name: 'all the same', visit: 'a visit' }])('sends $name', f)",
      '  test.each(ROWS)(`sends %s`, f)',
      '})',
      "const ROWS = ['so many files'] as const",
    ]
    expect(reportWords('a.test.ts', source.join('\n'))).toEqual([
      'a.test.ts:1: test name: "desk" (write: intake queue, list controller)',
      'a.test.ts:2: test name: ";" (write: two sentences)',
      'a.test.ts:3: test name: "anew" (write: again)',
      'a.test.ts:4: test name: "of that"',
      'a.test.ts:6: test name: "hardly"',
      'a.test.ts:7: test name: "is told" (write: notify, report)',
      'a.test.ts:8: test name: "all the same"',
      'a.test.ts:11: test name: "so many"',
    ])
  })

  it('skips other strings of a test', () => {
    expect(
      reportWords('a.test.ts', "it('ends', () => { pattern.test('anew'); say('told') })"),
    ).toEqual([])
  })

  it('reports comments of a style sheet', () => {
    expect(reportWords('a.css', 'a { content: "/* told */" }\n/* anew */')).toEqual([
      'a.css:2: comment: "anew" (write: again)',
    ])
  })

  it('throws when the file cannot be parsed', () => {
    expect(() => reportWords('a.ts', 'const = // anew')).toThrow('a.ts: ')
  })
})

describe('reportWords for words for people', () => {
  it('reports strings and templates of a catalogue', () => {
    const source = [
      "import { told } from './told-anew.ts'",
      'export const words = {',
      "  visit: 'Sent anew',",
      `  rest: (count: number) => \`\${count} are told\`,`,
      "  two: told['the visit'],",
      '}',
      "type Old = 'told anew'",
    ]
    for (const path of ['words.ts', 'src/a/words.ts', 'src/a/field-words.ts']) {
      expect(reportWords(path, source.join('\n'))).toEqual([
        `${path}:3: words: "anew" (write: again)`,
        `${path}:4: words: "are told" (write: notify, report)`,
      ])
    }
    expect(reportWords('src/a/passwords.ts', source.join('\n'))).toEqual([])
  })

  it('reports text of elements and attributes that people read', () => {
    const source = [
      'const a = (',
      `  <p title="anew" className="told" aria-label={b ? "told" : \`sent \${c} anew\`}>`,
      '    It is told; wait &amp; see. {"hardly"} {visit("told")}',
      '    <Field label="A visit" placeholder="whatever" name="told" />',
      '  </p>',
      ')',
    ]
    expect(reportWords('a.tsx', source.join('\n'))).toEqual([
      'a.tsx:2: words: "anew" (write: again)',
      'a.tsx:2: words: "told" (write: notify, report)',
      'a.tsx:2: words: "anew" (write: again)',
      'a.tsx:3: words: "is told" (write: notify, report)',
      'a.tsx:3: words: ";" (write: two sentences)',
      'a.tsx:3: words: "hardly"',
      'a.tsx:4: words: "visit" (write: sandbox request, session)',
      'a.tsx:4: words: "whatever"',
    ])
  })
})

describe('reportWords for a Markdown file', () => {
  it('reports the text', () => {
    expect(reportWords('a.md', '# Anew\n\n> one of\n> that\n\n| a; b |')).toEqual([
      'a.md:1: text: "anew" (write: again)',
      'a.md:3: text: "of that"',
      'a.md:6: text: ";" (write: two sentences)',
    ])
  })

  it('skips code, tags and targets of links', () => {
    const source = [
      '```sh',
      'visit; anew',
      '',
      '```',
      'See [it](a/visit.md), `hardly`, ``a`visit`` and <a title="told; anew">it</a>.',
      '',
      '[it]: a/visit.md',
    ]
    expect(reportWords('a.md', source.join('\n'))).toEqual([])
  })
})

describe('the checked files', () => {
  it('are sources, style sheets and Markdown', () => {
    const paths = [
      'README.md',
      'vite.config.ts',
      'e2e/support/check-words.mjs',
      'src/app/App.tsx',
      'src/ui/tokens.css',
      'src/features/keyring.ts',
      'src/core/request/mentions.ts',
      'src/core/uploads/stage.ts',
      'src/features/request/RequestPane.tsx',
      'src/features/uploads/list/FileList.tsx',
      'e2e/page-dark.png',
    ]
    expect(paths.filter(isChecked)).toEqual(paths.slice(0, 10))
  })

  it('are those in the given files and folders', () => {
    const places = ['src/core/queue', 'src/main.tsx']
    expect(isIn('src/core/queue/line.ts', places)).toBe(true)
    expect(isIn('src/main.tsx', places)).toBe(true)
    expect(isIn('src/core/queue-property.ts', places)).toBe(false)
    expect(isIn('src/app/App.tsx', [''])).toBe(true)
  })
})
