import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { optionsIn, slimModule, UNUSED } from './slim-dropzone.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const CODE = read('node_modules/react-dropzone/dist/index.js')
const PAGE = read('src/features/drop/use-page-drop.ts')

describe('optionsIn', () => {
  it('reads the options that the page sets, with the text of literals', () => {
    const options = optionsIn(PAGE)
    expect(options.get('noClick')).toBe('true')
    expect(options.get('preventDropOnDocument')).toBe('false')
    expect(options.has('getFilesFromEvent')).toBe(true)
    expect(options.get('getFilesFromEvent')).toBeUndefined()
    expect(options.has('accept')).toBe(false)
  })
})

describe('slimModule', () => {
  const slim = slimModule(CODE, optionsIn(PAGE))

  it('reads the options that the page sets', () => {
    expect(slim).toContain('getFilesFromEvent = props.getFilesFromEvent')
    expect(slim).toContain('onDragOver = props.onDragOver')
  })

  it('replaces all other options by their defaults', () => {
    expect(slim).toContain('noClick = true')
    expect(slim).toContain('multiple = true')
    expect(slim).toContain('validator = void 0')
  })

  it('disables what the page does not use', () => {
    expect(slim).toContain('setFiles = noop')
    expect(slim).not.toContain('window.showOpenFilePicker(opts)')
  })

  it('throws an error when react-dropzone has no such variable', () => {
    const code = CODE.replaceAll('openFileDialog', 'other')
    expect(() => slimModule(code, new Map())).toThrow('has no openFileDialog')
  })

  it('throws an error when react-dropzone has no such option', () => {
    expect(() => slimModule(CODE, new Map([['gone', undefined]]))).toThrow('has no gone')
  })
})

it('leaves nothing to the page that is disabled', () => {
  // What `useDropzone` returns, besides the props of its elements.
  const used = Array.from(PAGE.matchAll(/\bdropzone\.(\w+)/g), ([, name]) => name)
  expect(new Set(used)).toEqual(new Set(['getRootProps', 'getInputProps']))
  const files = /async getFilesFromEvent\(event\) \{[\s\S]*?\n {4}\},/.exec(PAGE)?.[0] ?? ''
  expect(files.match(/return .+/g)).toEqual(['return []', 'return []'])
  expect(Object.keys(UNUSED).filter((name) => optionsIn(PAGE).has(name))).toEqual([])
})
