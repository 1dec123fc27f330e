import { SHARE_LIMITS, SHARED, type Share, type ShareOutcome } from '../core/intake/share.ts'
import { createValue, type ReadonlyValue } from '../core/state/value.ts'
import { words } from '../features/share/words.ts'
import type { ShareInbox, WaitingShare } from '../storage/share-inbox.ts'

export type ShareList = ReturnType<typeof createShareList>

/**
 * What waits in the inbox until a person decides. Nothing is read, hashed or sent before.
 *
 * @param say shows a sentence until the person dismisses it
 */
export function createShareList(inbox: ShareInbox, say: (sentence: string) => void) {
  const waiting = createValue<readonly WaitingShare[]>([])

  async function refresh(): Promise<void> {
    // Without storage, nothing waits.
    waiting.set(await inbox.list().catch(() => []))
  }

  return {
    waiting: waiting as ReadonlyValue<readonly WaitingShare[]>,
    refresh,

    /** Puts files that a person opened with the page beside those that wait. */
    async keep(share: Share): Promise<void> {
      const isKept = await inbox.add(share).catch(() => undefined)
      if (isKept !== true) say(isKept === false ? sayFull() : words.outcomes.lost)
      await refresh()
    },

    /** Takes all that is shown out of the inbox. Another tab may have taken some of it. */
    async takeAll(): Promise<WaitingShare[]> {
      const ids = waiting.get().map(({ id }) => id)
      try {
        return await inbox.take(ids)
      } catch {
        say(words.outcomes.lost)
        return []
      } finally {
        await refresh()
      }
    },
  }
}

/** Says why a share did not arrive. @param outcome of the page's address */
export function sayOutcome(outcome: string): string | undefined {
  const known = outcome as ShareOutcome
  if (known === 'full') return sayFull()
  return Object.hasOwn(words.outcomes, outcome) && known !== '' ? words.outcomes[known] : undefined
}

function sayFull(): string {
  return words.full(SHARE_LIMITS.items, SHARE_LIMITS.bytes)
}

/** Reads what became of a share, and removes it from the page's address. */
export function takeOutcome(): string | undefined {
  const url = new URL(location.href)
  const outcome = url.searchParams.get(SHARED)
  if (outcome === null) return undefined
  url.searchParams.delete(SHARED)
  history.replaceState(history.state, '', url)
  return sayOutcome(outcome)
}
