import { SHARE_LIMITS, SHARED, type Share, type ShareOutcome } from '../core/intake/share.ts'
import { createValue, type ReadonlyValue } from '../core/state/value.ts'
import { words } from '../features/share/words.ts'
import type { ShareInbox, WaitingShare } from '../storage/share-inbox.ts'

export type ShareList = ReturnType<typeof createShareList>

/**
 * Shares that wait in the inbox until a person decides. Nothing is read, hashed or sent before.
 *
 * @param say shows a sentence until the person dismisses it
 */
export function createShareList(inbox: ShareInbox, say: (sentence: string) => void) {
  const waiting = createValue<readonly WaitingShare[]>([])
  /** Opened files that the inbox has no room for. Their ids are negative. */
  const unstored: { share: WaitingShare; onTaken: () => void }[] = []

  async function refresh(): Promise<void> {
    const stored = await inbox.list().catch(() => [])
    waiting.set([...stored, ...unstored.map(({ share }) => share)])
  }

  /** Takes the shown shares out of the inbox. Resolves with undefined when the storage fails. */
  async function takeAll(): Promise<WaitingShare[] | undefined> {
    const stored = waiting.get().flatMap(({ id }) => (id > 0 ? [id] : []))
    try {
      // Without storage, only opened files wait.
      const taken = stored.length > 0 ? await inbox.take(stored) : []
      const opened = unstored.splice(0)
      for (const { onTaken } of opened) onTaken()
      return [...taken, ...opened.map(({ share }) => share)]
    } catch {
      say(words.failed)
      return undefined
    } finally {
      await refresh()
    }
  }

  return {
    waiting: waiting as ReadonlyValue<readonly WaitingShare[]>,
    refresh,

    /**
     * Adds files that a person opened with the page. A share that does not fit waits in memory.
     * Resolves when the share is stored, or when a person has decided about it.
     */
    async keep(share: Share): Promise<void> {
      const isStored = await inbox.add(share).catch(() => false)
      const taken = new Promise<void>((onTaken) => {
        if (isStored) onTaken()
        else unstored.push({ share: { ...share, id: -1 - unstored.length }, onTaken })
      })
      await refresh()
      return taken
    },

    /** Takes the shown shares. Reports when another tab was faster, or when the storage fails. */
    async take(): Promise<WaitingShare[]> {
      const taken = await takeAll()
      if (taken?.length === 0) say(words.taken)
      return taken ?? []
    },

    async discard(): Promise<void> {
      await takeAll()
    },
  }
}

/** Says why a share did not arrive. @param outcome from the page's URL */
export function sayOutcome(outcome: string): string | undefined {
  const known = outcome as ShareOutcome
  if (known === 'full') return sayFull()
  return Object.hasOwn(words.outcomes, outcome) && known !== '' ? words.outcomes[known] : undefined
}

function sayFull(): string {
  return words.full(SHARE_LIMITS.files, SHARE_LIMITS.bytes, SHARE_LIMITS.urls)
}

/** Removes the outcome of a share from the page's URL, and says why it did not arrive. */
export function takeOutcome(): string | undefined {
  const url = new URL(location.href)
  const outcome = url.searchParams.get(SHARED)
  if (outcome === null) return undefined
  url.searchParams.delete(SHARED)
  history.replaceState(history.state, '', url)
  return sayOutcome(outcome)
}
