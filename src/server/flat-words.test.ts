import { describe, expect, it } from 'vitest'
import { flattenObjects, flatWords } from './flat-words.ts'
import { buildFiles } from './testing/build-files.ts'

it('leaves no catalogue in a chunk', async () => {
  const page = `const words = { greeting: 'Hello', left: (n) => n + ' left', kinds: { a: 'one' } }
    globalThis.show = (kind) => [words.greeting, words.kinds[kind], words.left(2), words.left(3)]`
  const output = await buildFiles(
    { '/index.html': '<script type="module" src="/page.js"></script>', '/page.js': page },
    flatWords(),
  )
  const chunk = output.find((file) => file.type === 'chunk' && file.isEntry)
  const code = chunk?.type === 'chunk' ? chunk.code : ''
  expect(code).toContain('Hello')
  expect(code).not.toMatch(/greeting|kinds|left:/)
})

describe('flattenObjects', () => {
  it.each([
    ['members', "const w = { a: 'x', b: 2 }; w.a + w.b", "const w$a = 'x', w$b = 2; w$a + w$b"],
    ['members of members', 'const w = { a: { b: 1 } }; w.a.b.c', 'const w$a$b = 1; w$a$b.c'],
    ['what a member reads', 'const w = { a: 1, b: () => w.a }', 'const w$a = 1, w$b = () => w$a'],
    ['shorthands', 'const w = { size }; w.size(1)', 'const w$size = size; w$size(1)'],
    ['several constants', 'const v = 1, w = { a: 1 }; w.a', 'const v = 1, w$a = 1; w$a'],
    [
      'other names of a part',
      'const w = { a: { b: 1 } }; const t = w.a; t.b',
      'const w$a$b = 1; const t = 0; w$a$b',
    ],
  ])('replaces %s', (_what, code, flat) => {
    expect(flattenObjects(code)).toBe(flat)
  })

  it('keeps a part whole that is read by a computed name', () => {
    const code = 'const w = { a: { b: 1 }, c: { d: 2 } }; const t = w.a; w.a[x] + t.b + w.c.d'
    const flat = 'const w$a = { b: 1 }, w$c$d = 2; const t = 0; w$a[x] + w$a.b + w$c$d'
    expect(flattenObjects(code)).toBe(flat)
  })

  it('writes the path of another name when what is above it stays whole', () => {
    const code = 'const w = { a: { b: { c: 1 } } }; const t = w.a.b; w.a[x] + t.c'
    const flat = 'const w$a = { b: { c: 1 } }; const t = 0; w$a[x] + w$a.b.c'
    expect(flattenObjects(code)).toBe(flat)
  })

  it.each([
    'const w = { a: 1 }; f(w)',
    'const w = { a: 1 }; w[x] + w.a',
    'const w = { a: 1 }; w?.a',
    'const w = { a: 1 }; w.toString()',
    'const w = { a: 1 }; w.a = 2',
    'const w = { a: 1 }; w.a++',
    'const w = { a: 1 }; delete w.a',
    'const w = { a: 1 }; [w.a] = x',
    'const w = { a: 1 }; for (w.a of x) f()',
    'const w = { a: 1 }; const { a } = w',
    'const w = { a: 1 }; export { w }',
    'const w = { a() { return this.b }, b: 1 }; w.a()',
    'const w = { get a() { return 1 } }; w.a',
    'const w = { ...x, a: 1 }; w.a',
    'const w = { a: 1 }, w$a = 2; w.a + w$a',
    'const w = { a: 1 }; function f() { if (x) { var w = 1 } return w.a }',
  ])('leaves %s', (code) => {
    expect(flattenObjects(code)).toBe(code)
  })

  it.each([
    '(w) => w.a',
    '({ v: [w = 1, ...u] }) => w.a',
    'function w() { w.a }',
    '() => { const w = []; return w.a }',
    '() => { for (const w of x) w.a }',
    '() => { for (let w = 0; ; ) w.a }',
    '() => { try {} catch (w) { w.a } }',
    '() => { switch (x) { case 1: let w; w.a } }',
    '() => { function w() {} w.a }',
  ])('keeps a local variable of the same name in %s', (inner) => {
    const flat = `const w$a = 1; f(w$a, ${inner}, w$a)`
    expect(flattenObjects(`const w = { a: 1 }; f(w.a, ${inner}, w.a)`)).toBe(flat)
  })
})
