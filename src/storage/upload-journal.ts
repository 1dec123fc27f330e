import type { StoredUpload } from '../core/session/stored.ts'

/** One change of the list by one page. Later steps win over earlier ones. */
export interface JournalStep {
  /** Sorts by page, then by time. Never the key of an upload. */
  key: string
  /** Sorts by time, also among tabs. */
  at: string
  kept: readonly StoredUpload[]
  /** Keys of uploads that left the list. */
  gone: readonly string[]
}

interface UploadStore {
  getAll(): Promise<unknown[]>
  put(step: FoundStep): Promise<unknown>
  delete(key: string | IDBKeyRange): Promise<unknown>
}

export type WriteChange = (store: UploadStore) => Promise<unknown>

/** Records that a journal may have beyond twice its uploads before it is rewritten. */
const SPARE = 200

/**
 * Writes the uploads of this page as a journal: one request for each change of many uploads. It
 * reads nothing, because a closing page does not complete reads. A journal of mostly past changes
 * is replaced by one step, and one without uploads is removed.
 */
export function createUploadJournal() {
  const prefix = `journal ${crypto.getRandomValues(new Uint32Array(2)).join('-')} `
  const live = new Map<string, StoredUpload>()
  /** Number of uploads and keys in the steps so far. */
  let length = 0
  let time = 0
  let count = 0

  function nextAt(): string {
    // The clock may be set back.
    time = Math.max(time, Date.now())
    count += 1
    return `${stamp(time)}-${stamp(count)}`
  }

  return {
    has: (key: string) => live.has(key),
    /** Whether a change has kept another record under its key. */
    hasOther: (upload: StoredUpload) => (live.get(upload.key) ?? upload) !== upload,

    /**
     * Keeps uploads of this page, and removes those that are gone. Keys of other pages are ignored.
     *
     * @returns a function that writes the change, and can write it again after an abort
     */
    change(kept: readonly StoredUpload[], gone: readonly string[]): WriteChange {
      const own = gone.filter((key) => live.has(key))
      if (kept.length + own.length === 0) return () => Promise.resolve()
      for (const key of own) live.delete(key)
      for (const upload of kept) live.set(upload.key, upload)
      length += kept.length + own.length
      const at = nextAt()
      const key = `${prefix}${at}`
      if (live.size > 0 && length <= 2 * live.size + SPARE) {
        return (store) => store.put({ key, at, kept, gone: own })
      }
      length = live.size
      const all = [...live.values()]
      return (store) => {
        const removal = store.delete(IDBKeyRange.bound(prefix, key))
        if (all.length === 0) return removal
        return Promise.all([removal, store.put({ key, at, kept: all, gone: [] })])
      }
    },
  }
}

const stamp = (value: number) => String(value).padStart(15, '0')

/** A stored step. Its uploads are unchecked. */
interface FoundStep extends Omit<JournalStep, 'kept'> {
  kept: readonly unknown[]
}

function isStep(value: unknown): value is FoundStep {
  if (typeof value !== 'object' || value === null) return false
  const { at, kept, gone }: Partial<JournalStep> = value
  return typeof at === 'string' && Array.isArray(kept) && Array.isArray(gone)
}

/**
 * The list from all journals and from earlier builds, which stored one record per upload.
 *
 * @param found all values of the store, which are unchecked
 */
export function readJournals(found: readonly unknown[]): unknown[] {
  const uploads = new Map<unknown, unknown>()
  const steps = found.filter(isStep).sort((a, b) => (a.at < b.at ? -1 : 1))
  for (const value of found) if (!isStep(value)) uploads.set(keyOf(value), value)
  for (const { kept, gone } of steps) {
    for (const upload of kept) uploads.set(keyOf(upload), upload)
    for (const key of gone) uploads.delete(key)
  }
  return [...uploads.values()]
}

/** Removes uploads of other tabs, and uploads that were stored before there were journals. */
export async function removeFromJournals(
  store: UploadStore,
  keys: readonly string[],
): Promise<void> {
  const removed: ReadonlySet<unknown> = new Set(keys)
  const changes = (await store.getAll()).map((value) => {
    if (!isStep(value)) {
      const key = keyOf(value)
      return typeof key === 'string' && removed.has(key) ? store.delete(key) : undefined
    }
    const kept = value.kept.filter((upload) => !removed.has(keyOf(upload)))
    if (kept.length === value.kept.length) return undefined
    const isEmpty = kept.length + value.gone.length === 0
    return isEmpty ? store.delete(value.key) : store.put({ ...value, kept })
  })
  await Promise.all(changes)
}

function keyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined
}
