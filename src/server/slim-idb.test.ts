import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { removeIteration } from './slim-idb.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('removes the whole statement that adds the iteration', () => {
  const code = 'a({ get() { isIteratorProp() } });b();'
  expect(removeIteration(code).trim()).toBe('b();')
})

it('throws an error when no statement adds the iteration', () => {
  expect(() => removeIteration('a();')).toThrow('idb has no isIteratorProp.')
})

it('leaves the methods of stores in idb, which the storage uses', () => {
  const code = removeIteration(read('node_modules/idb/build/index.js'))
  expect(code).toContain('getMethod(target, prop) ||')
  expect(code).not.toContain('isIteratorProp(target, prop) ||')
})

it('removes nothing that the storage uses', () => {
  const sources = readdirSync(new URL('../storage', import.meta.url))
    .filter((name) => /^[^.]+\.ts$/.test(name))
    .map((name) => ({ name, code: read(`src/storage/${name}`) }))
  expect(sources.length).toBeGreaterThan(20)
  const iterating =
    /\.iterate\(|openCursor|for await \(const \w+ of (\w*[sS]tore|history|transaction)/
  expect(sources.filter(({ code }) => iterating.test(code)).map(({ name }) => name)).toEqual([])
})
