import { describe, expect, it, vi } from 'vitest'
import { HOLD_KINDS } from '../uploads/stage.ts'
import { createHolds } from './holds.ts'

describe('holds', () => {
  it('rank by kind and not by time', () => {
    for (const kinds of [HOLD_KINDS, HOLD_KINDS.toReversed()]) {
      const holds = createHolds()
      for (const kind of kinds) holds.set({ gateway: 'varg', kind })
      for (const [index, kind] of HOLD_KINDS.entries()) {
        expect(holds.on('varg')?.kind).toBe(kind)
        expect(holds.all.get()).toHaveLength(1)
        expect(holds.lift('varg', kind)).toBe(true)
        expect(holds.has('varg', kind)).toBe(false)
        expect(holds.on('varg')?.kind).toBe(HOLD_KINDS[index + 1])
      }
      expect(holds.all.get()).toEqual([])
    }
  })

  it('leave out a kind that does not count', () => {
    const holds = createHolds()
    holds.set({ gateway: 'varg', kind: 'unreachable' })
    expect(holds.on('varg', 'unreachable')).toBeUndefined()
    holds.set({ gateway: 'varg', kind: 'balance' })
    expect(holds.on('varg')?.kind).toBe('unreachable')
    expect(holds.on('varg', 'unreachable')?.kind).toBe('balance')
  })

  it('keep gateways apart', () => {
    const holds = createHolds()
    holds.set({ gateway: 'varg', kind: 'balance' })
    holds.set({ gateway: 'sandbox', kind: 'key' })
    expect(holds.all.get()).toEqual([
      { gateway: 'varg', kind: 'balance' },
      { gateway: 'sandbox', kind: 'key' },
    ])
    expect(holds.lift('sandbox', 'balance')).toBe(false)
    expect(holds.has('varg', 'balance')).toBe(true)
    expect(holds.has('sandbox', 'balance')).toBe(false)
  })

  it('keep the newest of each kind', () => {
    const holds = createHolds()
    holds.set({ gateway: 'varg', kind: 'rate-limit', until: 1 })
    holds.set({ gateway: 'varg', kind: 'rate-limit', until: 2 })
    expect(holds.all.get()).toEqual([{ gateway: 'varg', kind: 'rate-limit', until: 2 }])
    holds.lift('varg', 'rate-limit')
    expect(holds.on('varg')).toBeUndefined()
  })

  it('notify once when several are lifted together', () => {
    const holds = createHolds()
    for (const kind of ['key', 'balance'] as const) holds.set({ gateway: 'varg', kind })
    const listener = vi.fn()
    holds.all.subscribe(listener)
    expect(holds.lift('varg', 'balance', 'offline', 'key')).toBe(true)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(holds.all.get()).toEqual([])
  })

  it('keep the array and do not notify when none changes', () => {
    const holds = createHolds()
    const none = holds.all.get()
    const listener = vi.fn()
    const stop = holds.all.subscribe(listener)
    expect(holds.lift('varg', 'key', 'offline')).toBe(false)
    expect(holds.all.get()).toBe(none)
    expect(listener).not.toHaveBeenCalled()
    holds.set({ gateway: 'varg', kind: 'key' })
    const one = holds.all.get()
    expect(one).not.toBe(none)
    expect(holds.all.get()).toBe(one)
    stop()
    holds.lift('varg', 'key')
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
