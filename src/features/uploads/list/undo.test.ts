import { describe, expect, it, vi } from 'vitest'
import { createUndo } from './undo.ts'

const offerOf = (undo = vi.fn(async () => {})) => ({ sentence: 'Removed.', undo })

describe('createUndo', () => {
  it('undoes the newest offer once when it is taken twice', async () => {
    const undo = createUndo()
    const [older, newer] = [offerOf(), offerOf()]
    undo.make(older)
    undo.make(newer)
    expect(await Promise.all([undo.take(), undo.take()])).toEqual([newer, undefined])
    expect(newer.undo).toHaveBeenCalledTimes(1)
    expect(older.undo).not.toHaveBeenCalled()
  })

  it('keeps the offer when undoing fails', async () => {
    const undo = createUndo()
    const offer = offerOf(vi.fn(() => Promise.reject(new Error('full'))))
    undo.make(offer)
    await expect(undo.take()).rejects.toThrow('full')
    expect(undo.current()).toBe(offer)
    expect(undo.offer.get()).toEqual({ sentence: 'Removed.' })
  })

  it('keeps a newer offer when undoing an older one fails or ends', async () => {
    const undo = createUndo()
    const newer = offerOf()
    undo.make(
      offerOf(
        vi.fn(async () => {
          undo.make(newer)
          throw new Error('full')
        }),
      ),
    )
    await expect(undo.take()).rejects.toThrow('full')
    undo.withdraw(offerOf())
    expect(undo.current()).toBe(newer)
  })

  it('holds nothing and shows nothing when the offer is withdrawn', () => {
    const undo = createUndo()
    undo.make(offerOf())
    const shown = undo.offer.get()
    // Not what it undoes, because React keeps what it rendered before.
    expect(shown).toEqual({ sentence: 'Removed.' })
    undo.withdraw(shown ?? offerOf())
    expect(undo.offer.get()).toBeUndefined()
    expect(undo.current()).toBeUndefined()
  })
})
