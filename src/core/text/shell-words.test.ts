import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitShellWords } from './shell-words.ts'

it.each([
  ['', []],
  ['  \n ', []],
  ['curl -X POST', ['curl', '-X', 'POST']],
  ["'a b' c", ['a b', 'c']],
  ["'it'\\''s'", ["it's"]],
  ['"a b"c\'d\'', ['a bcd']],
  ['"a \\"b\\" \\$c \\\\ \\n"', ['a "b" $c \\ \\n']],
  ['\'\' ""', ['', '']],
  ['a\\ b', ['a b']],
  ['curl \\\n  -d x', ['curl', '-d', 'x']],
  ['curl \\\r\n  -d x', ['curl', '-d', 'x']],
  ['"a\\\nb"', ['ab']],
  ["$'a\\nb\\'c\\u0041'", ["a\nb'cA"]],
  ["a # it's a comment\nb#c", ['a', 'b#c']],
  ['a;b|c && d > e', ['a', 'b', 'c', 'd', 'e']],
  ['a\\', ['a']],
])('splitShellWords splits %j', (text, words) => {
  expect(splitShellWords(text)).toEqual(words)
})

it.each(["don't", '"a', "$'a", "'a\n\n"])('splitShellWords rejects %j', (text) => {
  expect(splitShellWords(text)).toBeUndefined()
})

it('splitShellWords splits quoted words as sh does', () => {
  const quotes = [
    (text: string) => `'${text.replaceAll("'", "'\\''")}'`,
    (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`,
  ]
  const value = fc.string({ unit: fc.constantFrom(...'ab \'"\\$`\n;|&<>(){}[]#!*?~=\u00e9') })
  const words = fc.array(fc.tuple(value, fc.constantFrom(...quotes)), {
    minLength: 1,
    maxLength: 8,
  })
  const lines = fc.sample(words, 40).map((all) => all.map(([text, quote]) => quote(text)).join(' '))
  const script = lines.map((line) => `printf '%s\\0' ${line}; printf '\\1'`).join('\n')
  const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\u0001')
  expect(lines.map((line) => splitShellWords(line))).toEqual(
    printed.slice(0, lines.length).map((line) => line.split('\0').slice(0, -1)),
  )
})
