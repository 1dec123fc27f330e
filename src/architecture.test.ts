import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Which rooms each room may import from. A room may always import from itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  ui: [],
  http: ['core'],
  hashing: ['core'],
  storage: ['core'],
  server: ['core'],
  offline: ['core', 'storage'],
  features: ['core', 'http', 'storage', 'ui'],
  app: ['core', 'http', 'hashing', 'storage', 'offline', 'ui', 'features'],
  main: ['core', 'http', 'hashing', 'storage', 'ui', 'features', 'app'],
}

/** The same inside `core/`. Every room may import from `state`. */
const MAY_IMPORT_IN_CORE: Record<string, readonly string[]> = {
  state: [],
  text: [],
  media: [],
  api: ['text'],
  uploads: ['api'],
  intake: ['api', 'uploads', 'media', 'text'],
  queue: ['api', 'uploads', 'text'],
  history: ['api', 'media', 'text'],
  session: ['api', 'uploads', 'history'],
  request: ['api', 'uploads', 'history', 'media', 'text'],
  traffic: ['api', 'history', 'text'],
  sandbox: ['api', 'text'],
}

/** Browser features that only one room may use. */
const OWNERS: readonly [room: string, feature: RegExp][] = [
  ['http', /\bXMLHttpRequest\b|\bfetch\(/],
  ['offline', /\bcaches\.\w|\bnavigator\.serviceWorker\b/],
  ['hashing', /\bnew Worker\(|\btrustedTypes\b/],
  [
    'storage',
    /\bindexedDB\b|\b(local|session)Storage\b|\bnavigator\.(locks|storage)\b|\bBroadcastChannel\b/,
  ],
]

/** The service worker passes requests of the page on. */
const PASSES_REQUESTS = 'offline/service-worker.ts'

/** Fakes for tests, in any room. */
const isTesting = (path: string) => path.split('/').includes('testing')

/** The server as a standard `fetch` handler, for platforms without Node. */
const isOfEdge = (path: string) => path.startsWith('server/edge/')

const REACT_ROOMS = ['ui', 'features', 'app', 'main']
const REACT = /^(react|react-dom|@tanstack\/react-query)(\/|$)/
const SOURCE = fileURLToPath(new URL('.', import.meta.url))

interface SourceFile {
  /** Relative to `src/`. */
  path: string
  text: string
  room: string
  /** Import specifiers as written. */
  imports: string[]
  /** Paths of the imported files of ours, relative to `src/`. */
  targets: string[]
}

const files: SourceFile[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => {
    const text = readFileSync(join(SOURCE, path), 'utf8')
    const imports = importsIn(text)
    const targets = imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => relative(SOURCE, join(SOURCE, dirname(path), specifier)))
    return { path, text, room: roomOf(path), imports, targets }
  })

function roomOf(path: string): string {
  return path.startsWith('main.') ? 'main' : (path.split('/')[0] as string)
}

/** Static and dynamic imports, types, re-exports, and modules that workers start from. */
function importsIn(text: string): string[] {
  const specifier = /(?:\bfrom|\bimport|\bimport\(|new URL\()\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(specifier)].map((match) => match[1] as string)
}

/** Every import between two files of ours as `from → to`, if `isForbidden`. */
function findImports(isForbidden: (from: string, to: string) => boolean): string[] {
  return files.flatMap(({ path, targets }) =>
    targets.flatMap((target) => (isForbidden(path, target) ? [`${path} → ${target}`] : [])),
  )
}

/** Groups of files that import each other, directly or through others (Tarjan's algorithm). */
function findCycles(): string[] {
  const graph = new Map(files.map(({ path, targets }) => [path, targets]))
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const cycles: string[] = []
  const lowOf = (path: string) => low.get(path) ?? Number.POSITIVE_INFINITY
  function visit(path: string): void {
    order.set(path, order.size)
    low.set(path, order.size - 1)
    stack.push(path)
    for (const next of graph.get(path) ?? []) {
      if (!graph.has(next)) continue
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) low.set(path, Math.min(lowOf(path), lowOf(next)))
    }
    if (low.get(path) !== order.get(path)) return
    const group = stack.splice(stack.indexOf(path))
    if (group.length > 1) cycles.push(group.sort().join(' ↔ '))
  }
  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return cycles
}

it('reads every room', () => {
  expect(new Set(files.map(({ room }) => room))).toEqual(new Set(Object.keys(MAY_IMPORT)))
  const coreRooms = files.flatMap(({ path, room }) =>
    room === 'core' && !isTesting(path) ? [path.split('/')[1] as string] : [],
  )
  expect(new Set(coreRooms)).toEqual(new Set(Object.keys(MAY_IMPORT_IN_CORE)))
  expect(files.find(({ path }) => path === 'main.tsx')?.targets).toContain('app/App.tsx')
})

it('imports between rooms only as the table allows', () => {
  const isForbidden = (from: string, to: string) => {
    const [room, target] = [roomOf(from), roomOf(to)]
    return !to.startsWith('..') && room !== target && !MAY_IMPORT[room]?.includes(target)
  }
  expect(findImports(isForbidden)).toEqual([])
})

it('imports between rooms of core only as the table allows', () => {
  const coreRoom = (path: string) => (roomOf(path) === 'core' ? path.split('/')[1] : undefined)
  const isForbidden = (from: string, to: string) => {
    const [room, target] = [coreRoom(from), coreRoom(to)]
    if (room === undefined || target === undefined || room === target) return false
    if (isTesting(from) || target === 'state') return false
    return !MAY_IMPORT_IN_CORE[room]?.includes(target)
  }
  expect(findImports(isForbidden)).toEqual([])
})

it('imports no feature from another feature', () => {
  const isForbidden = (from: string, to: string) =>
    roomOf(from) === 'features' &&
    roomOf(to) === 'features' &&
    from.split('/')[1] !== to.split('/')[1]
  expect(findImports(isForbidden)).toEqual([])
})

it('imports from testing folders in tests only', () => {
  expect(findImports((from, to) => isTesting(to) && !isTesting(from))).toEqual([])
})

it('has no import cycle, types included', () => {
  expect(findCycles()).toEqual([])
})

it('keeps React and TanStack Query in ui, features, app and main', () => {
  const others = files.filter(({ room }) => !REACT_ROOMS.includes(room))
  const users = others.filter(({ imports }) => imports.some((name) => REACT.test(name)))
  expect(users.map(({ path }) => path)).toEqual([])
})

it.each(OWNERS)('uses in %s only what no other room may use', (owner, feature) => {
  const users = files.filter(({ text, room }) => room !== 'server' && feature.test(text))
  expect(users.length).toBeGreaterThan(0)
  const others = users.filter(({ room }) => room !== owner).map(({ path }) => path)
  expect(others).toEqual(owner === 'http' ? [PASSES_REQUESTS] : [])
})

it('loads lazy parts of the page through loadPart', () => {
  const lines = files.flatMap(({ path, room, text }) =>
    room === 'server' ? [] : text.split('\n').map((line) => [path, line] as const),
  )
  const imports = lines.filter(([, line]) => /(?<!typeof )\bimport\('/.test(line))
  expect(imports.length).toBeGreaterThan(10)
  const others = imports.filter(
    ([, line]) => !/\(\) => import\('|^type |: import\('|<typeof/.test(line),
  )
  // The page works without these two: code without colours, media types by their bytes alone.
  expect(others.map(([path]) => path)).toEqual(['app/detect-files.ts', 'ui/use-tokens.ts'])
})

it('loads components and lists of them with their styles, but the empty page has its own', () => {
  const views = files.flatMap(({ path, text }) =>
    Array.from(text.matchAll(/\b(\w+)\(\(\) => import\('[^']*(?:\.tsx|-parts\.ts)'/g), ([, by]) => [
      path,
      by,
    ]),
  )
  const others = views.filter(([, by]) => by !== 'loadView')
  expect(views.length).toBeGreaterThan(10)
  expect(others).toEqual([
    ['app/page-parts.ts', 'loadPart'],
    ['app/page-parts.ts', 'loadList'],
  ])
})

it('imports Node modules in the server only', () => {
  const users = files.filter(({ imports }) => imports.some((name) => name.startsWith('node:')))
  expect(users.filter(({ room }) => room !== 'server').map(({ path }) => path)).toEqual([])
})

it('keeps Node out of the fetch handler and all that it imports', () => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set(files.flatMap(({ path }) => (isOfEdge(path) ? [path] : [])))
  for (const path of reached) {
    for (const target of byPath.get(path)?.targets ?? []) reached.add(target)
  }
  expect(reached).toContain('server/proxy/failure.ts')
  const packages = [...reached].flatMap((path) =>
    (byPath.get(path)?.imports ?? [])
      .filter((name) => /^@?\w[\w:./-]*$/.test(name))
      .map((name) => `${path} → ${name}`),
  )
  expect(packages.filter((line) => !/ → (valibot|negotiator)$/.test(line))).toEqual([])
  const globals = /\b(process|Buffer|require|setImmediate)\b[.(]/
  const users = [...reached].filter((path) => globals.test(byPath.get(path)?.text ?? ''))
  expect(users).toEqual([])
})

it('has no default exports', () => {
  const users = files.filter(({ text }) => /^export default/m.test(text))
  expect(users.map(({ path }) => path)).toEqual([])
})

it('has no two files of one name, except catalogues of words', () => {
  const names = files
    .map(({ path }) => path.split('/').at(-1) as string)
    .filter((name) => !/^words(\.de)?\.ts$/.test(name))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
