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

/** One key is a click, `>` and a key is a click with shift. */
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
  ])('%j choose %j', (gestures, chosen, anchor) => {
    const selection = play(...gestures)
    expect([keysOf(selection), selection.anchor]).toEqual([chosen, anchor])
  })

  it('keep what is chosen and not shown', () => {
    const selection = extendTo(play('a', 'c'), 'e', ['c', 'e', 'f'])
    expect(keysOf(selection)).toBe('ace')
  })

  it('replace a range also after the order is another', () => {
    const back = extendTo(play('c', '>f'), 'b', [...ORDER].reverse())
    expect(keysOf(back)).toBe('bc')
  })
})

describe('all', () => {
  it('are those that are shown, and the next range begins anew', () => {
    const all = chooseAll(['a', 'b', 'c'])
    expect([keysOf(all), all.anchor]).toEqual(['abc', undefined])
    expect(keysOf(toggle(all, 'b'))).toBe('ac')
    expect(extendTo(all, 'b', ORDER)).toMatchObject({ anchor: 'b', chosen: all.chosen })
  })
})

describe('keepOnly', () => {
  it('leaves out what is gone, also from a range that is made smaller later', () => {
    const kept = keepOnly(play('a', 'h', 'c', '>e'), new Set('acde'))
    expect([keysOf(kept), kept.anchor]).toEqual(['acde', 'c'])
    expect(keysOf(extendTo(kept, 'd', ORDER))).toBe('acd')
  })

  it('forgets an anchor that is gone', () => {
    expect(keepOnly(play('a', 'c'), new Set('a'))).toMatchObject({ anchor: undefined })
  })

  it('gives back the same selection where all of it is there', () => {
    const selection = play('a', 'c', '>e')
    expect(keepOnly(selection, new Set(ORDER))).toBe(selection)
    expect(keepOnly(NOTHING_CHOSEN, new Set())).toBe(NOTHING_CHOSEN)
  })
})

it('a range holds all between its ends, and takes nothing else', () => {
  const anyKey = fc.constantFrom(...ORDER)
  fc.assert(
    fc.property(fc.array(anyKey), anyKey, fc.array(anyKey), anyKey, (clicks, from, ways, to) => {
      const begun = play(...clicks, from)
      const ended = [...ways, to].reduce((now, key) => extendTo(now, key, ORDER), begun)
      const [first, last] = [from, to].sort() as [string, string]
      const expected = ORDER.filter((key) => begun.chosen.has(key) || (key >= first && key <= last))
      expect(keysOf(ended)).toBe(expected.join(''))
      expect(ended.anchor).toBe(from)
    }),
  )
})
