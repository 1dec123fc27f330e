import { byEdit, type DraftRecords, type NamedDraft } from '../request/drafts.ts'

/** Records of several tabs in memory. `tab()` opens one more. */
export function keepDrafts() {
  const stored = new Map<string, NamedDraft>()
  const tabs = new Set<() => void>()
  const shown: { last?: string } = {}
  let room = Number.POSITIVE_INFINITY

  return {
    stored,
    /** Drafts that can still be stored. */
    setRoom(count: number): void {
      room = count
    },

    tab(): DraftRecords {
      let mine: string | undefined
      const listeners: (() => void)[] = []
      const notify = () => {
        for (const listener of listeners) listener()
      }
      const notifyOthers = () => {
        for (const tab of tabs) if (tab !== notify) tab()
      }
      tabs.add(notify)
      return {
        list: () => [...stored.values()].sort(byEdit),
        put(draft) {
          room -= 1
          if (room < 0) return false
          stored.set(draft.id, draft)
          notifyOthers()
          return true
        },
        remove(id) {
          stored.delete(id)
          notifyOthers()
        },
        lastShown: () => mine ?? shown.last,
        noteShown(id) {
          mine = id
          shown.last = id
        },
        subscribe: (listener) => void listeners.push(listener),
        notify,
      }
    },
  }
}
