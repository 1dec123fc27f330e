import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { slimIcon } from './slim-icons.ts'

const FOLDER = new URL('../../node_modules/lucide-react/dist/esm/icons/', import.meta.url)
const ICONS = readdirSync(FOLDER).filter((name) => name.endsWith('.mjs'))

const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8')

describe('slimIcon', () => {
  it('keeps the drawing of an icon without its keys and name', () => {
    const code = slimIcon(read('x.mjs'))
    expect(code).toContain('["path", { d: "M18 6 6 18" }]')
    expect(code).toContain('export { X as default }')
    expect(code).not.toContain('key')
  })

  it('reads all icons of the package', () => {
    for (const name of ICONS) expect(slimIcon(read(name)), name).not.toMatch(/key:|aliases:/)
  })

  it('keeps an icon that only renames another one', () => {
    const code = read('alert-triangle.mjs')
    expect(slimIcon(code)).toBe(code)
  })

  it('throws an error when an icon has another form', () => {
    expect(() => slimIcon('export const icon = 1')).toThrow('unexpected form')
  })
})
