import { contentKey, type Owner } from '../core/api/content.ts'
import { explain } from '../core/api/explain.ts'
import { GATEWAYS } from '../core/api/gateways.ts'
import { asProblem } from '../core/api/problem.ts'
import { type FilePage, LIST } from '../core/api/v2/files-v2.ts'
import type { GatewayFile } from '../core/api/v2/gateway-file.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import { fillListed } from '../core/history/listed-entry.ts'
import { type ListedChange, startListedMerge } from '../core/history/merge-listed.ts'
import type { Value } from '../core/state/value.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { History } from './history-cache.ts'
import { words } from './listed-words.ts'
import type { Notices } from './notices.ts'
import { type CallServices, pacedCall } from './paced-call.ts'

/** Files per response, which is the gateway's maximum. */
const PAGE = 100

/** Maximum number of files to load. A longer history would slow down the page. */
const MOST = 100_000

export interface AccountFilesServices extends CallServices {
  queue: CallServices['queue'] & { remove(ids: readonly number[]): void }
  store: Pick<UploadsStore, 'all'>
  history: Pick<History, 'ports' | 'whole' | 'addAll'>
  notices: Pick<Notices, 'news'>
  /** Whether files are being listed. */
  isLoading: Value<boolean>
  noteStored(entries: readonly HistoryEntry[]): void
  /** Removes entries from the history of all tabs. */
  forgetEntries(keys: string[]): Promise<void>
}

/**
 * Loads all files of an account into the history, page by page. Reports how many were loaded and
 * why loading ended. Files that a person removed stay removed, and can be shown again.
 */
export async function loadFiles(services: AccountFilesServices, owner: Owner): Promise<void> {
  const { history, notices, isLoading } = services
  if (isLoading.get()) return
  isLoading.set(true)
  const { label } = GATEWAYS[owner.gateway]
  const controller = new AbortController()
  const stop = { label: words.stop, run: () => controller.abort() }
  const removed: HistoryEntry[] = []
  let [seen, added] = [0, 0]

  function say(...sentences: string[]): void {
    const run = () => void history.ports.setRemoved(removed, false).catch(fail)
    const action = removed.length > 0 ? { label: words.show(removed.length), run } : undefined
    notices.news.set({ sentence: sentences.join(' '), action })
  }

  function fail(caught: unknown): void {
    const loaded = seen > 0 ? [words.loaded(label, seen, added)] : []
    const { aborted } = controller.signal
    say(...loaded, words.stopped, ...(aborted ? [] : [explain(asProblem(caught)).sentence]))
  }

  try {
    const list = startListedMerge(await history.whole(), owner)
    let cursor: number | undefined = 0
    while (cursor !== undefined && seen < MOST) {
      const sentence = words.loading(label, seen)
      notices.news.set({ sentence, action: stop, stays: true, isSilent: seen > 0 })
      const page: FilePage = await pacedCall(
        ...([services, owner, LIST, { limit: PAGE, cursor }, controller.signal] as const),
      )
      const change = list.add(page.files, Date.now())
      await keep(services, owner, change)
      removed.push(...change.entries.filter((entry) => entry.removed))
      added += change.added
      seen += page.files.length
      // A cursor that does not advance would cause an endless loop.
      cursor = page.next !== undefined && page.next > cursor ? page.next : undefined
    }
    say(seen > 0 ? words.loaded(label, seen, added) : words.none(label))
  } catch (caught) {
    fail(caught)
  }
  isLoading.set(false)
}

/**
 * Adds files to the history. A person asked for them by name, so those that were removed are shown
 * again.
 *
 * @throws {ProblemError} when storage is full
 */
export async function addFiles(
  services: AccountFilesServices,
  owner: Owner,
  files: readonly GatewayFile[],
): Promise<ListedChange> {
  const { history } = services
  const change = startListedMerge(await history.whole(), owner).add(files, Date.now())
  await keep(services, owner, change)
  const removed = change.entries.filter((entry) => entry.removed)
  if (removed.length > 0) await history.ports.setRemoved(removed, false)
  return change
}

/** Stores and shows the changes of a merge. @throws {ProblemError} when storage is full */
export async function keep(
  { history, noteStored, forgetEntries }: AccountFilesServices,
  owner: Owner,
  { changed, gone }: ListedChange,
): Promise<void> {
  if (gone.length > 0) await forgetEntries(gone.map((hash) => contentKey({ ...owner, hash })))
  await history.addAll(changed, fillListed)
  noteStored(changed)
}
