import { useState } from 'react'
import type { Composer, Draft } from '../../core/request/composer.ts'

/** What was done to the draft at a stroke, and how it was before. */
interface Undo {
  deed: 'cleared' | 'pasted'
  before: Draft
  after: Draft
}

/** Offers the way back until the draft goes on from there. */
export function useUndo(composer: Composer, draft: Draft) {
  const [last, setLast] = useState<Undo>()
  const undo = last && isStillThere(last, draft) ? last : undefined

  return {
    /** What can be taken back. */
    deed: undo?.deed,

    /** Changes the draft, and remembers how it was. */
    act(deed: Undo['deed'], change: () => void): void {
      const before = composer.draft()
      change()
      setLast({ deed, before, after: composer.draft() })
    },

    takeBack(): void {
      if (!undo) return
      const { references, prompt } = undo.before
      composer.change(undo.deed === 'cleared' ? { references, prompt } : { references })
      setLast(undefined)
    },
  }
}

/** What was written since then must not be lost by going back. */
function isStillThere({ deed, after }: Undo, draft: Draft): boolean {
  if (draft.references !== after.references) return false
  return deed === 'pasted' || draft.prompt === after.prompt
}
