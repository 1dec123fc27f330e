import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { removeMethods, UNUSED_METHODS } from './slim-query.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const PACKAGE = 'node_modules/@tanstack'

/** Names of class members that code calls or reads, in the style of TanStack Query. */
const membersOf = (code: string) =>
  Array.from(
    code
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .matchAll(
        /(?:this|quer(?:y|ies)|client|observer|mutation|Cache|Cache\(\)|#\w+|find\([^\n]*\))\??\.(\w+)/gi,
      ),
    ([, name]) => name,
  )

describe('removeMethods', () => {
  it('removes the named methods of a class', () => {
    const code = 'class A { get a() { return 1 } async b() {} c() {} }'
    expect(removeMethods(code, ['a', 'b'])).toBe('class A {   c() {} }')
  })

  it('throws an error when a class has no such method', () => {
    expect(() => removeMethods('class A { a() {} }', ['a', 'b'])).toThrow('has no b.')
  })
})

it('removes no method that TanStack Query calls', () => {
  const core = Object.entries(UNUSED_METHODS).map(([module, names]) =>
    removeMethods(read(`${PACKAGE}/query-core/build/modern/${module}.js`), names),
  )
  const others = ['mutationObserver', 'removable', 'retryer', 'subscribable', 'utils'].map(
    (module) => read(`${PACKAGE}/query-core/build/modern/${module}.js`),
  )
  const hooks = ['QueryClientProvider', 'useBaseQuery', 'useMutation', 'useQuery'].map((module) =>
    read(`${PACKAGE}/react-query/build/modern/${module}.js`),
  )
  const called = new Set([...core, ...others, ...hooks].flatMap(membersOf))
  expect(called).toContain('scheduleGc')
  const unused = Object.values(UNUSED_METHODS).flat()
  // In other classes: Query.meta, QueryCache.findAll, a retryer's promise, MutationObserver.reset.
  const kept = ['meta', 'findAll', 'promise', 'reset']
  expect(unused.filter((name) => called.has(name))).toEqual(kept)
})

it('removes nothing that the page calls', () => {
  const sources = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|^server|testing\/|plain-query/.test(path))
    .map((path) => ({ path, code: read(`src/${path}`) }))
  const names = [...new Set(Object.values(UNUSED_METHODS).flat())].join('|')
  const calls = new RegExp(`(client|observer|Cache\\(\\))\\.(${names})\\b`, 'i')
  const waiting =
    /useSuspense|usePrefetch|useIs(Fetching|Mutating)|HydrationBoundary|IsRestoring|QueryErrorReset|throwOnError|suspense: /
  for (const pattern of [calls, waiting]) {
    expect(sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path)).toEqual([])
  }
})
