import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseAll,
  extendTo,
  keepOnly,
  NOTHING_CHOSEN,
  type Selection,
  toggle,
} from './selection.ts'

const ORDER = [...'abcdefgh']

/** Applies gestures: `c` clicks the row `c`, `>c` clicks it with the shift key. */
function play(...gestures: string[]): Selection {
  return gestures.reduce(
    (selection, gesture) =>
      gesture.startsWith('>')
        ? extendTo(selection, gesture.slice(1), ORDER)
        : toggle(selection, gesture),
    NOTHING_CHOSEN,
  )
}

function keysOf({ chosen }: Selection): string {
  return [...chosen].sort().join('')
}

describe('clicks', () => {
  it.each<[gestures: string[], chosen: string, anchor: string | undefined]>([
    [[], '', undefined],
    [['c'], 'c', 'c'],
    [['c', 'c'], '', 'c'],
    [['c', 'f'], 'cf', 'f'],
    [['c', '>e'], 'cde', 'c'],
    [['c', '>a'], 'abc', 'c'],
    [['c', '>c'], 'c', 'c'],
    [['c', '>f', '>d'], 'cd', 'c'],
    [['c', '>f', '>a'], 'abc', 'c'],
    [['e', 'c', '>f', '>d'], 'cde', 'c'],
    [['h', 'c', '>d'], 'cdh', 'c'],
    [['c', '>e', 'd'], 'ce', 'd'],
    [['c', '>e', 'd', '>f'], 'cdef', 'd'],
    [['c', '>e', 'g', '>h', '>g'], 'cdeg', 'g'],
    [['>c'], 'c', 'c'],
    [['>c', '>e'], 'cde', 'c'],
    [['c', '>x'], 'c', 'c'],
    [['x', '>c'], 'cx', 'c'],
  ])('%j choose the rows %j', (gestures, chosen, anchor) => {
    const selection = play(...gestures)
    expect([keysOf(selection), selection.anchor]).toEqual([chosen, anchor])
  })

  it('keep chosen rows when a filter hides them', () => {
    const selection = extendTo(play('a', 'c'), 'e', ['c', 'e', 'f'])
    expect(keysOf(selection)).toBe('ace')
  })

  it('replace a range when the order has changed', () => {
    const selection = extendTo(play('c', '>f'), 'b', [...ORDER].reverse())
    expect(keysOf(selection)).toBe('bc')
  })
})

describe('chooseAll', () => {
  it('chooses the shown rows and clears the anchor', () => {
    const all = chooseAll(['a', 'b', 'c'])
    expect([keysOf(all), all.anchor]).toEqual(['abc', undefined])
    expect(keysOf(toggle(all, 'b'))).toBe('ac')
    expect(extendTo(all, 'b', ORDER)).toMatchObject({ anchor: 'b', chosen: all.chosen })
  })
})

describe('keepOnly', () => {
  it('drops missing rows, also when the range shrinks later', () => {
    const kept = keepOnly(play('a', 'h', 'c', '>e'), new Set('acde'))
    expect([keysOf(kept), kept.anchor]).toEqual(['acde', 'c'])
    expect(keysOf(extendTo(kept, 'd', ORDER))).toBe('acd')
  })

  it('clears the anchor when its row is missing', () => {
    expect(keepOnly(play('a', 'c'), new Set('a'))).toMatchObject({ anchor: undefined })
  })

  it('returns the same selection when every row exists', () => {
    const selection = play('a', 'c', '>e')
    expect(keepOnly(selection, new Set(ORDER))).toBe(selection)
    expect(keepOnly(NOTHING_CHOSEN, new Set())).toBe(NOTHING_CHOSEN)
  })
})

it('a range contains all rows between its ends and keeps the others', () => {
  const anyKey = fc.constantFrom(...ORDER)
  fc.assert(
    fc.property(fc.array(anyKey), anyKey, fc.array(anyKey), anyKey, (clicks, from, path, to) => {
      const start = play(...clicks, from)
      const end = [...path, to].reduce((now, key) => extendTo(now, key, ORDER), start)
      const [first, last] = [from, to].sort() as [string, string]
      const expected = ORDER.filter((key) => start.chosen.has(key) || (key >= first && key <= last))
      expect(keysOf(end)).toBe(expected.join(''))
      expect(end.anchor).toBe(from)
    }),
  )
})
