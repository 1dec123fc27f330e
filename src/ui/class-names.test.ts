import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const SOURCE = fileURLToPath(new URL('..', import.meta.url))

/** The words that `tokens.css` excludes from the generated classes. */
function excludedWords(): string[] {
  const css = readFileSync(join(SOURCE, 'ui/tokens.css'), 'utf8')
  return /@source not inline\("\{(.+?)\}"\)/.exec(css)?.[1]?.split(',') ?? []
}

/** The words in the values of all `className` attributes. */
function classWords(): Set<string> {
  const paths = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  const attribute = /className=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})/g
  const words = paths
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => [...readFileSync(join(SOURCE, path), 'utf8').matchAll(attribute)])
    .flatMap(([, text = '', expression = '']) => (text + expression).split(/[^\w:/@.%()[\]-]+/))
  return new Set(words)
}

it('no class is excluded from the generated styles', () => {
  const used = classWords()
  expect(used.size).toBeGreaterThan(200)
  expect(excludedWords()).toContain('filter')
  expect(excludedWords().filter((word) => used.has(word))).toEqual([])
})
