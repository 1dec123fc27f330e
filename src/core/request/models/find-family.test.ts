import { describe, expect, it } from 'vitest'
import { FAMILIES } from './families.ts'
import { findFamily, spellModel } from './find-family.ts'

describe('spellModel', () => {
  it.each([
    ['kling-v3', 'kling_v3'],
    ['kling_v3', 'kling_v3'],
    ['kling-v2.6', 'kling_v2.6'],
    ['nano-banana-pro/edit', 'nano_banana_pro/edit'],
    ['fal:flux-schnell', 'fal:flux_schnell'],
    ['Kling-V3', 'Kling_V3'],
    ['piapi:seedance-2', 'piapi:seedance-2'],
    ['piapi:seedance_2', 'piapi:seedance_2'],
    ['piapi:seedream-5-lite', 'piapi:seedream-5-lite'],
    ['reve-edit/x-y', 'reve-edit/x-y'],
    ['', ''],
  ])('writes %j as %j in version 2', (model, spelled) => {
    expect(spellModel(model, 2)).toBe(spelled)
  })

  it('keeps every name in version 1', () => {
    for (const model of ['kling-v3', 'kling_v3', 'fal:kling_v3']) {
      expect(spellModel(model, 1)).toBe(model)
    }
  })

  it('keeps the family of every documented name', () => {
    for (const family of FAMILIES) {
      for (const id of family.ids.split(' ')) {
        const dashed = id.includes(':') ? id : id.replaceAll('_', '-')
        expect(spellModel(dashed, 2)).toBe(id)
        expect(findFamily(spellModel(id, 2))).toBe(family)
      }
    }
  })
})
