import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findUnusedWords } from './catalogues.mjs'
import { findLiteralWords } from './literal-words.mjs'

const ROOT = new URL('../..', import.meta.url).pathname

const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path}`)
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|de)\.tsx?$|\/testing\//.test(path))
  .sort()
  .map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))

it('the page uses every entry of its catalogues of words', () => {
  expect(findUnusedWords(files)).toEqual([])
})

it('components contain no words outside of catalogues', () => {
  const found = files
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, source }) => findLiteralWords(path, source))
  expect(found).toEqual([])
})

const CATALOGUE = `
export const words = {
  one: 'One',
  group: { 'two-three': () => 'Two', four: ['Four'] } satisfies Group,
  'five': (count: number) => \`\${count}\`,
  six: '6',
} as const
`

const ALL = ['five', 'group.four', 'group.two-three', 'one', 'six']

it.each([
  ['words.one', ['five', 'group.four', 'group.two-three', 'six']],
  ["words.group['two-three']; words?.five(1)", ['group.four', 'one', 'six']],
  ['words.group[name]', ['five', 'one', 'six']],
  ['const { one, five: f } = words', ['group.four', 'group.two-three', 'six']],
  ['const { four } = words.group', ['five', 'group.two-three', 'one', 'six']],
  ['show(words.group)', ['five', 'one', 'six']],
  ['({ ...words.group, words: 1 })', ['five', 'one', 'six']],
  ['words', []],
  ['type A = keyof typeof words.group & typeof words', ALL],
  ['other.words.one', ALL],
])('an entry of a catalogue is unused when a file only has: %s', (use, unused) => {
  const source = `import { words } from '../a/words.ts'\n${use}`
  const catalogue = { path: 'src/a/words.ts', source: CATALOGUE }
  const found = findUnusedWords([{ path: 'src/b/use.ts', source }, catalogue])
  expect(found.sort()).toEqual(unused.map((entry) => `src/a/words.ts: ${entry}`))
})

it('an entry is used by an import under another name and not by another catalogue', () => {
  const source = (name: string) => `
    import { words as ${name} } from './words.ts'
    import { words as rest } from '../other/words.ts'
    ${name}.one; rest.six`
  const catalogue = { path: 'src/a/words.ts', source: `export const words = { one: '', six: '' }` }
  expect(findUnusedWords([{ path: 'src/a/b.ts', source: source('w') }, catalogue])).toEqual([
    'src/a/words.ts: six',
  ])
})

it('words in a component are found when people read them', () => {
  const source = [
    'const a = (',
    `  <p title="Anew" className="flex gap-2" aria-label={\`\${count} files\`}>`,
    '    {words.one} &nbsp;·{" "}',
    '    Two <b>{isOpen ? "Three" : words.four}</b>',
    '    <Field label={words.five} name="six" placeholder="7" />',
    '  </p>',
    ')',
  ]
  expect(findLiteralWords('a.tsx', source.join('\n'))).toEqual([
    'a.tsx:2: Anew',
    'a.tsx:2: files',
    'a.tsx:4: Two',
    'a.tsx:4: Three',
  ])
  expect(() => findLiteralWords('a.tsx', 'const = 1')).toThrow('a.tsx: ')
})
