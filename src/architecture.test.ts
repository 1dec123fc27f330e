import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** Which rooms each room may enter. A feature is a room of its own: features/drop. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  ui: [],
  gateway: ['core'],
  hashing: ['core'],
  storage: ['core'],
  server: ['core'],
  features: ['core', 'gateway', 'storage', 'ui'],
  app: ['core', 'gateway', 'hashing', 'storage', 'ui', 'features', 'app'],
  main: ['core', 'gateway', 'hashing', 'storage', 'ui', 'features', 'app'],
}

/** What only one room may use: the one door to each thing outside. */
const DOORS: [room: string, thing: RegExp][] = [
  ['gateway', /\bXMLHttpRequest\b|\bfetch\(/],
  ['hashing', /\bnew Worker\(/],
  [
    'storage',
    /\bindexedDB\b|\b(local|session)Storage\b|\bnavigator\.(locks|storage)\b|\bBroadcastChannel\b/,
  ],
]

const REACT_ROOMS = ['ui', 'features', 'app', 'main']
const REACT = /^(react|react-dom|@tanstack\/react-query)(\/|$)/
const SOURCE = fileURLToPath(new URL('.', import.meta.url))

interface SourceFile {
  path: string
  text: string
  room: string
  imports: string[]
}

const files: SourceFile[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(SOURCE, path), 'utf8')
    return { path, text, room: roomOf(path), imports: importsIn(text) }
  })

function roomOf(path: string): string {
  return path.startsWith('main.') ? 'main' : (path.split('/')[0] as string)
}

/** Static and dynamic imports, re-exports, and the modules that workers start from. */
function importsIn(text: string): string[] {
  const specifier = /(?:\bfrom|\bimport|\bimport\(|new URL\()\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(specifier)].map((match) => match[1] as string)
}

/** Path of an imported file of ours below src, or undefined where it is a package. */
function target(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return relative(SOURCE, join(SOURCE, dirname(file.path), specifier))
}

function crossings(file: SourceFile): string[] {
  return file.imports.filter((specifier) => {
    const path = target(file, specifier)
    if (path === undefined || path.startsWith('..')) return false
    const room = roomOf(path)
    if (file.room === 'features' && room === 'features') {
      return file.path.split('/')[1] !== path.split('/')[1]
    }
    return room !== file.room && !MAY_IMPORT[file.room]?.includes(room)
  })
}

describe('who may import whom', () => {
  it('sees the whole source', () => {
    expect(new Set(files.map(({ room }) => room))).toEqual(new Set(Object.keys(MAY_IMPORT)))
    expect(files.find(({ path }) => path === 'main.tsx')?.imports).toContain('./app/App.tsx')
  })

  it.each(files.map((file) => [file.path, file] as const))(
    '%s enters no forbidden room',
    (_, file) => {
      expect(crossings(file)).toEqual([])
    },
  )

  it('keeps React and its queries in ui, features, app and main', () => {
    const elsewhere = files.filter(({ room }) => !REACT_ROOMS.includes(room))
    expect(elsewhere.filter(({ imports }) => imports.some((name) => REACT.test(name)))).toEqual([])
  })

  it.each(DOORS)('keeps to %s what only it may use', (owner, thing) => {
    const users = files.filter(({ text, room }) => room !== 'server' && thing.test(text))
    expect(users.length).toBeGreaterThan(0)
    expect(users.filter(({ room }) => room !== owner).map(({ path }) => path)).toEqual([])
  })

  it('imports parts of the page by loadPart only', () => {
    const lines = files.flatMap(({ path, room, text }) =>
      room === 'server' ? [] : text.split('\n').map((line) => [path, line] as const),
    )
    const imports = lines.filter(([, line]) => /(?<!typeof )\bimport\('/.test(line))
    expect(imports.length).toBeGreaterThan(10)
    const others = imports.filter(
      ([, line]) => !/\(\) => import\('|^type |: import\('|<typeof/.test(line),
    )
    // These work without the part: code without colours, media types by their bytes alone.
    expect(others.map(([path]) => path)).toEqual(['app/inspect-files.ts', 'ui/CodeView.tsx'])
  })

  it('keeps Node in the server', () => {
    const users = files.filter(({ imports }) => imports.some((name) => name.startsWith('node:')))
    expect(users.filter(({ room }) => room !== 'server').map(({ path }) => path)).toEqual([])
  })

  it('has no default exports and no two files of one name', () => {
    expect(
      files.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path),
    ).toEqual([])
    const names = files.map(({ path }) => path.split('/').at(-1) as string)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
