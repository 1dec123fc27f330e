import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { slimHashers, UNUSED_MEMBERS } from './slim-hash.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const LIBRARY = read('node_modules/hash-wasm/dist/index.esm.js')

it('removes the members of hashers that no worker uses', async () => {
  const slim = slimHashers(LIBRARY)
  expect(slim).not.toMatch(/^ *(save|load|calculate)[:,]/m)
  const url = `data:text/javascript;base64,${btoa(slim)}`
  const { createSHA256 } = await import(/* @vite-ignore */ url)
  const hasher = await createSHA256()
  expect(Object.keys(hasher)).toEqual(['init', 'update', 'digest', 'blockSize', 'digestSize'])
  expect(hasher.init().update('abc').digest('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

it('throws an error when hash-wasm has no such member', () => {
  expect(() => slimHashers(LIBRARY.replaceAll('writeMemory', 'write'))).toThrow(
    'hash-wasm has no writeMemory.',
  )
})

it('removes nothing that a worker uses', () => {
  const workers = readdirSync(new URL('../hashing', import.meta.url))
    .filter((name) => name.endsWith('.worker.ts'))
    .map((name) => read(`src/hashing/${name}`))
  const imports = workers.flatMap((code) => code.match(/import .* from 'hash-wasm'/g) ?? [])
  expect(new Set(imports)).toEqual(new Set(["import { createSHA256 } from 'hash-wasm'"]))
  const members = new RegExp(`(hasher|sha256|\\))\\.(${UNUSED_MEMBERS.join('|')})\\b`)
  expect(workers.filter((code) => members.test(code))).toEqual([])
})
