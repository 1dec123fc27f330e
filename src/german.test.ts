import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const SOURCE = fileURLToPath(new URL('.', import.meta.url))

const PATHS = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).sort()

const CATALOGUES = PATHS.filter((path) => path.endsWith('words.ts')).filter((path) =>
  /^export const words\b/m.test(readSource(path)),
)

/** Words that German has, too: terms of the field, names, and abbreviations. */
const SAME = new Set(
  `Alt Audio Auto Body Browser CSV Content-Type Dedup Details Esc Filter Format GB Gateway Host KB MB
  Maximum Median Minimum Name Offline Option Pause Position Prompt Rate Refdrop Status System TB URL
  Upload Version Video Videos X-Content-Hash X-Filename X-RateLimit-Reset application/octet-stream in min
  ms optional refs ts varg_…`.split(/\s+/),
)

/** What a German text never has. */
const FAULTS: Record<string, RegExp> = {
  'a straight quote': /["'`]/,
  'two spaces': / {2}/,
  'three dots': /\.\.\./,
  'a hyphen in place of a dash': / - /,
  'an English word': /\b(the|of|and|with|for|is|are|not|from|your|this|that|to|be|has|have)\b/i,
  'a familiar form of address': /\b(du|dir|dich|dein\w*|euch|eue?r\w*)\b/i,
}

function readSource(path: string): string {
  return readFileSync(join(SOURCE, path), 'utf8')
}

function germanOf(path: string): string {
  return path.replace(/\.ts$/, '.de.ts')
}

async function load(path: string): Promise<Record<string, unknown>> {
  return await import(join(SOURCE, path))
}

/** What both languages must have: names, parameters and lengths of lists. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'function') return `a function of ${value.length}`
  if (value === '') return 'an empty text'
  if (typeof value !== 'object' || value === null) return typeof value
  if (Array.isArray(value)) return value.map(shapeOf)
  // A language has its own plurals.
  if ('other' in value) return 'the forms of a plural'
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]))
}

/** The fields of a syntax tree node that this test reads. */
interface AstNode {
  type: string
  [field: string]: unknown
}

const isNode = (value: unknown): value is AstNode =>
  typeof value === 'object' && value !== null && 'type' in value

interface Text {
  /** The names of the members around it: `words.detail.got`. */
  place: string
  text: string
  /** It follows a value in a template. */
  isTail: boolean
}

/** Each text of a catalogue, also in its functions and constants. */
function textsOf(path: string): Text[] {
  const { program } = parseSync(path, readSource(path), { lang: 'ts' })
  const texts: Text[] = []
  visit(program as unknown as AstNode, '')
  return texts

  function visit(node: AstNode, place: string): void {
    if (node.type === 'ImportDeclaration' || node.type === 'BinaryExpression') return
    if (node.type.startsWith('TS')) {
      if (isNode(node.expression)) visit(node.expression, place)
      return
    }
    if (node.type === 'Literal' && typeof node.value === 'string') {
      texts.push({ place, text: node.value, isTail: false })
    }
    if (node.type === 'TemplateLiteral') {
      const parts = node.quasis as { value: { cooked: string } }[]
      texts.push(...parts.map(({ value }, at) => ({ place, text: value.cooked, isTail: at > 0 })))
    }
    const inner = [place, nameOf(node)].filter(Boolean).join('.')
    for (const [field, value] of Object.entries(node)) {
      if (field === 'key' || field === 'id') continue
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, inner)
      }
    }
  }
}

function nameOf(node: AstNode): string | undefined {
  if (node.type !== 'Property' && node.type !== 'VariableDeclarator') return undefined
  const { name, value } = (node.key ?? node.id) as { name?: string; value?: unknown }
  return name ?? String(value)
}

/** Texts that are as in English. */
function sameTexts(path: string): Text[] {
  const english = new Set(textsOf(path).map(({ place, text }) => `${place}: ${text}`))
  return textsOf(germanOf(path)).filter(({ place, text }) => english.has(`${place}: ${text}`))
}

/** The words of a text, without units of one letter, codes and classes of statuses. */
function wordsIn({ text }: Text): string[] {
  const all = text.split(/[\s,.:()]+/)
  return all.filter((word) => /\p{L}{2}/u.test(word) && !/\w_\w|^\dxx$/.test(word))
}

function faultsOf({ place, text, isTail }: Text): string[] {
  const names = Object.keys(FAULTS).filter((name) => FAULTS[name]?.test(text))
  const isTight = isTail ? /(^|[^\u00a0])%/.test(text) : /[^\u00a0]%/.test(text)
  if (isTight) names.push('a percent sign without a non-breaking space')
  return names.map((name) => `${place} has ${name}: ${text}`)
}

it('every catalogue has a German one', () => {
  expect(CATALOGUES.length).toBeGreaterThan(50)
  expect(PATHS.filter((path) => path.endsWith('words.de.ts'))).toEqual(
    CATALOGUES.map(germanOf).sort(),
  )
})

describe.each(CATALOGUES)('%s', (path) => {
  it('has the same members in German, and only German texts', async () => {
    const [english, german] = [await load(path), await load(germanOf(path))]
    expect(shapeOf({ ...german })).toEqual(shapeOf({ ...english }))
    const left = sameTexts(path).filter((text) => wordsIn(text).some((word) => !SAME.has(word)))
    expect(left).toEqual([])
    expect(textsOf(germanOf(path)).flatMap(faultsOf)).toEqual([])
  })
})

it('every word that may be the same is the same in some catalogue', () => {
  const used = new Set(CATALOGUES.flatMap(sameTexts).flatMap(wordsIn))
  expect([...SAME].filter((word) => !used.has(word))).toEqual([])
})

it.each([
  'Wähle deine Datei',
  'Die  Datei',
  'Die "Datei"',
  'Die Datei - neu',
  'Liste of',
  '5 % neu',
])('the check finds a fault in %j', (text) => {
  expect(faultsOf({ place: '', text, isTail: false })).toHaveLength(1)
})
