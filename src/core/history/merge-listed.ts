import type { Owner } from '../api/content.ts'
import { isContentHash } from '../api/contract.ts'
import type { GatewayFile } from '../api/v2/gateway-file.ts'
import type { FileKey, HistoryEntry } from './history.ts'
import { fillListed, listedEntry } from './listed-entry.ts'

/** Changes to the history from files that the gateway lists. */
export interface ListedChange {
  /** New entries, and entries that changed. */
  changed: HistoryEntry[]
  /** Former keys of changed entries. */
  gone: FileKey[]
  /** Number of new entries. */
  added: number
  /** The entries of all these files. Those that the user removed stay removed. */
  entries: HistoryEntry[]
}

/**
 * Merges files of the gateway into the entries of their account. Matches a file by its hash, then
 * its URL, then its id. Files that are listed twice change nothing.
 *
 * @param ours entries of all accounts
 */
export function startListedMerge(ours: readonly HistoryEntry[], owner: Owner) {
  const byKey = new Map<string, HistoryEntry>()
  const byUrl = new Map<string, HistoryEntry>()
  const byId = new Map<string, HistoryEntry>()

  function know(entry: HistoryEntry): void {
    const { hash, result } = entry
    byKey.set(hash, entry)
    const other = byUrl.get(result.url)
    if (!other || other.hash === hash || isContentHash(hash)) byUrl.set(result.url, entry)
    if (result.fileId !== '') byId.set(result.fileId, entry)
  }

  function forget(entry: HistoryEntry): FileKey {
    byKey.delete(entry.hash)
    if (byUrl.get(entry.result.url) === entry) byUrl.delete(entry.result.url)
    return entry.hash
  }

  function find({ hash, result }: HistoryEntry): HistoryEntry | undefined {
    const ofHash = isContentHash(hash) ? byKey.get(hash) : undefined
    const candidates = [ofHash, byUrl.get(result.url), byId.get(result.fileId)]
    // Two hashes are two files, even with an equal URL or id.
    return candidates.find(
      (one) => one && (one.hash === hash || !isContentHash(one.hash) || !isContentHash(hash)),
    )
  }

  for (const entry of ours) {
    if (entry.gateway === owner.gateway && entry.account === owner.account) know(entry)
  }

  return {
    /** @param now milliseconds since 1970 */
    add(files: readonly GatewayFile[], now: number): ListedChange {
      const change: ListedChange = { changed: [], gone: [], added: 0, entries: [] }
      for (const file of files) {
        const listed = listedEntry(file, owner, now)
        const former = listed && find(listed)
        // Skip a file whose URL belongs to an entry with another hash.
        if (!listed || (!former && byUrl.has(file.url))) continue
        const twin = byKey.get(`url:${file.url}`)
        const isTwice = twin && former && twin !== former
        const entry = former
          ? fillListed(former, isTwice ? { ...listed, label: twin.label } : listed)
          : listed
        if (isTwice) change.gone.push(forget(twin))
        if (former && former.hash !== entry.hash) change.gone.push(forget(former))
        change.entries.push(entry)
        if (!former) change.added += 1
        if (entry !== former) change.changed.push(entry)
        know(entry)
      }
      return change
    },
  }
}
