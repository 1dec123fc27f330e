import { describe, expect, it } from 'vitest'
import { commandOf, type KeyPlace, type PressedKey } from './list-keys.ts'

const ROW: KeyPlace = { isOnRow: true, isGrid: false, hasSingleKeys: true }

const press = (key: string, place: Partial<KeyPlace> = {}, held: Partial<PressedKey> = {}) =>
  commandOf(
    { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held },
    { ...ROW, ...place },
  )

describe('commandOf', () => {
  it.each([
    ['ArrowDown', { type: 'move', by: 'lines', amount: 1, isExtending: false }],
    ['ArrowUp', { type: 'move', by: 'lines', amount: -1, isExtending: false }],
    ['PageDown', { type: 'move', by: 'pages', amount: 1, isExtending: false }],
    ['End', { type: 'end', isLast: true, isExtending: false }],
    ['ArrowRight', { type: 'control', step: 1 }],
    [' ', { type: 'toggle', isExtending: false }],
    ['Escape', { type: 'choose-none' }],
    ['Enter', { type: 'act', action: 'preview' }],
    ['Delete', { type: 'act', action: 'remove' }],
    ['c', { type: 'act', action: 'copy' }],
    ['a', { type: 'act', action: 'add' }],
    ['r', { type: 'act', action: 'retry' }],
    ['x', undefined],
    ['Tab', undefined],
  ])('reads %j when a row has the focus', (key, command) => {
    expect(press(key)).toEqual(command)
  })

  it('moves to the neighbour tile when the list is a grid', () => {
    const command = { type: 'move', by: 'items', amount: -1, isExtending: true }
    expect(press('ArrowLeft', { isGrid: true }, { shiftKey: true })).toEqual(command)
  })

  it('leaves keys to a control when it has the focus', () => {
    for (const key of ['Enter', ' ', 'Delete', 'c', 'a', 'r']) {
      expect(press(key, { isOnRow: false }), key).toBeUndefined()
    }
    expect(press('ArrowDown', { isOnRow: false })).toMatchObject({ type: 'move' })
    expect(press('Escape', { isOnRow: false })).toEqual({ type: 'row' })
  })

  it('ignores single keys when they are turned off', () => {
    expect(press('c', { hasSingleKeys: false })).toBeUndefined()
    expect(press('Delete', { hasSingleKeys: false })).toEqual({ type: 'act', action: 'remove' })
  })

  it('leaves keys of the browser alone when a modifier is held', () => {
    expect(press('c', {}, { ctrlKey: true })).toBeUndefined()
    expect(press('r', {}, { metaKey: true })).toBeUndefined()
    expect(press('ArrowLeft', {}, { altKey: true })).toBeUndefined()
    expect(press('C', {}, { shiftKey: true })).toBeUndefined()
  })

  it('chooses all and opens the menu when these keys are pressed', () => {
    expect(press('a', {}, { ctrlKey: true })).toEqual({ type: 'choose-all' })
    expect(press('A', { isOnRow: false }, { metaKey: true })).toEqual({ type: 'choose-all' })
    expect(press('F10', {}, { shiftKey: true })).toEqual({ type: 'menu' })
    expect(press('F10')).toBeUndefined()
    expect(press('ContextMenu')).toEqual({ type: 'menu' })
  })
})
