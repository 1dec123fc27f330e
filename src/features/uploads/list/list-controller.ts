import type { HistoryEntry } from '../../../core/history/history.ts'
import {
  chooseAll,
  extendTo,
  keepOnly,
  NOTHING_CHOSEN,
  type Selection,
  toggle,
} from '../../../core/history/selection.ts'
import { type ListItem, uploadOfRow } from '../../../core/request/list-item.ts'
import { plural } from '../../../core/text/format.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import type { UploadsPorts } from '../uploads-context.ts'

/** The rows that are shown now. */
export interface ShownRows {
  /** Keys of the rows that can be chosen, in the order shown. */
  order(): readonly string[]
  find(key: string): ListItem | undefined
}

const NO_ROWS: ShownRows = { order: () => [], find: () => undefined }

type ListControllerPorts = Pick<UploadsPorts, 'store' | 'queue' | 'history'>

export type ListController = ReturnType<typeof createListController>

/** What a person does with rows: choosing them, looking at one, removing some and taking that back. */
export function createListController({ store, queue, history }: ListControllerPorts) {
  const listeners = new Set<() => void>()
  let rows = NO_ROWS
  let selection = NOTHING_CHOSEN
  let removed: readonly HistoryEntry[] = []
  /** Uploads of now among what was removed. */
  let removedUploads: readonly Upload[] = []
  let previewed: string | undefined

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function choose(next: Selection): void {
    if (next === selection) return
    selection = next
    tell()
  }

  function forgetRemoved(): void {
    removed = []
    removedUploads = []
    tell()
  }

  return {
    rows: () => rows,
    selection: () => selection,
    isChosen: (key: string) => selection.chosen.has(key),
    /** Rows that are chosen and shown, in their order. */
    chosen: (): ListItem[] =>
      rows
        .order()
        .filter((key) => selection.chosen.has(key))
        .flatMap((key) => rows.find(key) ?? []),

    /** What is not shown any more is not chosen any more. */
    show(next: ShownRows): void {
      rows = next
      if (previewed !== undefined && !rows.find(previewed)) {
        previewed = undefined
        tell()
      }
      if (selection.chosen.size > 0) choose(keepOnly(selection, new Set(rows.order())))
    },

    toggle: (key: string) => choose(toggle(selection, key)),
    extendTo: (key: string) => choose(extendTo(selection, key, rows.order())),
    chooseAll: () => choose(chooseAll(rows.order())),
    chooseNone: () => choose(NOTHING_CHOSEN),

    /** Key of the row that is shown large. */
    previewed: () => previewed,
    preview(key: string | undefined): void {
      previewed = key
      tell()
    },

    /** What was removed, until that is taken back or dismissed. */
    removed: () => removed,

    /** Takes rows out of the list and the history. @throws {ProblemError} and then does nothing */
    async remove(listed: readonly ListItem[]): Promise<void> {
      // What was uploaded a moment ago may not have been known when its row was drawn.
      history.flush()
      const entries = listed.flatMap(({ entry, url }) => entry ?? history.at(url) ?? [])
      if (entries.length > 0) await history.setRemoved(entries, true)
      const keys = new Set(listed.map(({ key }) => key))
      const ids = [...keys].flatMap((key) => uploadOfRow(key) ?? [])
      removed = [...removed, ...entries]
      removedUploads = [...removedUploads, ...ids.flatMap((id) => store.get(id) ?? [])]
      queue.remove(ids)
      choose(keepOnly(selection, { has: (key) => !keys.has(key) }))
      tell()
    },

    /** Puts what was removed back where it was. @throws {ProblemError} and then does nothing */
    async takeBack(): Promise<void> {
      await history.setRemoved(removed, false)
      queue.add(removedUploads)
      forgetRemoved()
    },

    dismiss: forgetRemoved,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What is said of a removal: the file itself does not go. */
export function removalWords(count: number): string {
  return `${plural(count, 'file')} removed from the history. ${count === 1 ? 'It stays' : 'They stay'} at the gateway, and URLs go on working.`
}
