import { createValue, type ReadonlyValue } from '../../../core/state/value.ts'

/** Something that was just done and can be undone for a while. */
export interface UndoOffer extends ShownOffer {
  /** @throws {ProblemError} and then changes nothing */
  undo(): void | Promise<void>
}

/** What the toast gets. It holds no files, because React keeps what it rendered before. */
export interface ShownOffer {
  /** What was done, as the toast says it. */
  sentence: string
}

/** Holds the newest offer. A newer one replaces it. */
export function createUndo() {
  const offer = createValue<ShownOffer | undefined>(undefined)
  let current: UndoOffer | undefined

  function make(next: UndoOffer | undefined): void {
    current = next
    offer.set(next && { sentence: next.sentence })
  }

  return {
    offer: offer as ReadonlyValue<ShownOffer | undefined>,
    current: () => current,
    make: (next: UndoOffer) => make(next),

    /**
     * Undoes what is offered. The offer stays when that fails.
     *
     * @returns what was undone, or undefined without an offer
     */
    async take(): Promise<UndoOffer | undefined> {
      const taken = current
      if (!taken) return undefined
      // A second press must not undo it twice.
      make(undefined)
      try {
        await taken.undo()
      } catch (caught) {
        if (!current) make(taken)
        throw caught
      }
      return taken
    },

    /** Withdraws an offer, unless a newer one replaced it. */
    withdraw(gone: ShownOffer): void {
      if (offer.get() === gone) make(undefined)
    },
  }
}
