import { Script } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyText, entryOf } from '../testing/made-entries.ts'
import { writeRefs } from './refs-file.ts'

/** Runs the module without its export statement, and returns what it would export. */
function run(code: string): Record<string, string> {
  const [, body = '', list = ''] = /^(.*)\nexport \{([^{}]*)\};\n$/s.exec(code) ?? []
  expect(body).not.toContain('\nexport')
  return new Script(`${body}\n;({${list}})`).runInNewContext()
}

it('writeRefs names each file and exports all constants at the end', () => {
  const code = writeRefs([
    entryOf({ name: 'shots/dinesh (front).png' }),
    entryOf({ digits: 'b', name: 'b.mp4', label: 'The fall', result: { url: 'https://x.y/b' } }),
    entryOf({ digits: 'c', removed: true }),
    entryOf({ digits: 'd', name: 'dinesh front.png' }),
  ])
  const url = (digits: string) => JSON.stringify(entryOf({ digits }).result.url)
  expect(code.split('\n').slice(2)).toEqual([
    '// "dinesh (front).png"',
    `const DINESH_FRONT_REF = ${url('a')};`,
    '',
    '// "b.mp4"',
    'const THE_FALL_REF = "https://x.y/b";',
    '',
    '// "dinesh front.png"',
    `const DINESH_FRONT_2_REF = ${url('d')};`,
    '',
    'export {',
    '  DINESH_FRONT_REF,',
    '  THE_FALL_REF,',
    '  DINESH_FRONT_2_REF,',
    '};',
    '',
  ])
})

it('writeRefs writes valid code for any names and URLs', () => {
  const anyFile = fc.record({ name: anyText, label: anyText, result: fc.record({ url: anyText }) })
  fc.assert(
    fc.property(fc.array(anyFile), (files) => {
      const code = writeRefs(files.map((facts) => entryOf(facts)))
      expect(code).not.toContain('export const')
      expect(Object.values(run(code))).toEqual(files.map(({ result }) => result.url))
    }),
  )
})

it('writeRefs writes a module when the history is empty', () => {
  expect(run(writeRefs([]))).toEqual({})
})

it('writeRefs numbers thousands of files with the same name', () => {
  const files = Array.from({ length: 3000 }, () => entryOf({ name: 'image.png' }))
  expect(Object.keys(run(writeRefs(files))).at(-1)).toBe('IMAGE_3000_REF')
})
