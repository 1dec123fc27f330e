import { describe, expect, it } from 'vitest'
import { missingAbility } from './abilities.ts'

const GLOBALS = {
  Worker: class {},
  WebAssembly: {},
  crypto: { subtle: {} },
  AbortSignal: { any: () => {} },
}

describe('missingAbility', () => {
  it.each([
    ['nothing', {}, undefined],
    ['WebAssembly', { WebAssembly: undefined }, undefined],
    ['a secure origin', { crypto: {} }, undefined],
    [
      'WebAssembly and a secure origin',
      { WebAssembly: undefined, crypto: {} },
      expect.stringContaining('HTTPS'),
    ],
    ['workers', { Worker: undefined }, 'Web Workers'],
    ['crypto', { crypto: undefined }, 'Web Crypto'],
    ['AbortSignal.any', { AbortSignal: {} }, 'AbortSignal.any'],
  ])('returns the missing ability of a browser without %s', (_, without, ability) => {
    expect(missingAbility({ ...GLOBALS, ...without })).toEqual(ability)
  })
})
