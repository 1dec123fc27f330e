import { describe, expect, it } from 'vitest'
import { countDragged } from './dragged-items.ts'

const dataOf = (...items: readonly { kind: string; type: string }[]) =>
  ({ items }) as unknown as DataTransfer

const PNG = { kind: 'file', type: 'image/png' }

describe('countDragged', () => {
  it('counts files and skips texts', () => {
    const text = { kind: 'string', type: 'text/plain' }
    expect(countDragged(dataOf(PNG, text, PNG))).toEqual({ count: 2, areFiles: true })
  })

  it('says that an item without a type may be a folder', () => {
    expect(countDragged(dataOf(PNG, { kind: 'file', type: '' }))).toEqual({
      count: 2,
      areFiles: false,
    })
  })

  it('counts nothing when the browser lists no items', () => {
    expect(countDragged(dataOf())).toEqual({ count: 0, areFiles: true })
    expect(countDragged(null)).toEqual({ count: 0, areFiles: true })
  })
})
