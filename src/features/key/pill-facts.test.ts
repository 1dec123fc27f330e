import { describe, expect, it } from 'vitest'
import type { Credential } from '../../core/api/credential.ts'
import { type PillInput, pillFacts } from './pill-facts.ts'

const KEY: Credential = { kind: 'saved', key: 'varg_0123456789abcdef', mask: 'varg_…cdef' }

const facts = (input: Partial<PillInput>) =>
  pillFacts({
    gateway: 'varg',
    credential: KEY,
    hold: undefined,
    isRefused: false,
    cents: 1240,
    asksForKey: true,
    ...input,
  })

describe('pillFacts', () => {
  it('says the masked key and the balance when the key works', () => {
    expect(facts({})).toEqual({
      look: 'fine',
      label: 'varg.ai',
      mask: 'varg_…cdef',
      more: '$12.40',
      name: 'Account varg.ai, varg_…cdef, balance $12.40',
    })
  })

  it('asks for a key when no key is saved and the page has no other key field', () => {
    const none = { credential: { kind: 'none' }, cents: undefined } as const
    expect(facts(none)).toMatchObject({
      look: 'hollow',
      more: 'Add key',
      invites: true,
      name: 'Account varg.ai, Add key',
    })
    expect(facts({ ...none, asksForKey: false })).toEqual({
      look: 'hollow',
      label: 'varg.ai',
      name: 'Account varg.ai',
    })
  })

  it.each([
    [{ isRefused: true }, 'Key rejected'],
    [{ cents: 0 }, '$0.00'],
    [{ hold: 'balance', cents: 2 }, '$0.02'],
  ] as const)('is red when the account stops uploads: %o', (input, more) => {
    expect(facts(input)).toMatchObject({ look: 'bad', more })
  })

  it.each([
    ['offline', 'Offline'],
    ['unreachable', 'Unreachable'],
  ] as const)('says nothing of the key while the gateway is %s', (hold, more) => {
    const found = facts({ hold })
    expect(found).toMatchObject({ look: 'hollow', more, name: `Account varg.ai, ${more}` })
    expect(found.mask).toBeUndefined()
  })

  it('says only the sandbox when it has no key of its own', () => {
    const credential: Credential = { kind: 'sandbox', key: 'varg_sandbox' }
    expect(facts({ gateway: 'sandbox', credential })).toEqual({
      look: 'sandbox',
      label: 'Sandbox',
      name: 'Account Sandbox',
    })
  })

  it('is red in the sandbox when its key is rejected', () => {
    expect(facts({ gateway: 'sandbox', isRefused: true })).toMatchObject({
      look: 'bad',
      label: 'Sandbox',
    })
  })

  it('never holds the whole key', () => {
    expect(JSON.stringify(facts({}))).not.toContain('0123456789abcdef')
  })
})
