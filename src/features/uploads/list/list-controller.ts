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
import { createValue, type ReadonlyValue } from '../../../core/state/value.ts'
import { revive } from '../../../core/uploads/advance.ts'
import { isFinal } from '../../../core/uploads/stage.ts'
import type { Upload, UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsPorts } from '../uploads-context.ts'
import { createUndo, type UndoOffer } from './undo.ts'
import { words } from './words.ts'

/** The rows that are shown now. */
export interface ShownRows {
  /** Keys of all rows, in the order shown. */
  order(): readonly string[]
  /** Undefined for a row whose file has no URL. */
  find(key: string): ListItem | undefined
  /** What the batch bar says above the first rows: "Just now", "Today". */
  heading: string
}

const NO_ROWS: ShownRows = { order: () => [], find: () => undefined, heading: '' }

/** A row to remove. A {@link ListItem} also fits. */
export interface RemovedRow extends Partial<Pick<ListItem, 'entry' | 'url'>> {
  key: string
}

type ListControllerPorts = Pick<UploadsPorts, 'store' | 'queue' | 'history' | 'cancelIntake'>

export type ListController = ReturnType<typeof createListController>

interface Removal {
  entries: readonly HistoryEntry[]
  uploads: readonly Upload[]
}

/** Selects, previews and removes rows, and undoes removals. */
export function createListController(ports: ListControllerPorts) {
  const { store, queue, history, cancelIntake } = ports
  const listeners = new Set<() => void>()
  const undo = createUndo()
  const heading = createValue('')
  let rows = NO_ROWS
  let selection = NOTHING_CHOSEN
  let previewed: string | undefined
  let revealed: string | undefined
  /** The removed files of each offer to undo a removal. */
  const removals = new WeakMap<UndoOffer, Removal>()

  function notify(): void {
    for (const listener of listeners) listener()
  }

  function choose(next: Selection): void {
    if (next === selection) return
    selection = next
    notify()
  }

  /** Offers undo. Includes the previous removal while that can still be undone. */
  function offerRemoval(entries: readonly HistoryEntry[], uploads: readonly Upload[]): void {
    const current = undo.current()
    const former = current && removals.get(current)
    const all = [...(former?.entries ?? []), ...entries]
    const put = [...(former?.uploads ?? []), ...uploads]
    // An uploaded file is an upload and an entry.
    const count = all.length + put.filter(({ stage }) => stage.name !== 'uploaded').length
    const offer: UndoOffer = {
      sentence: words.removed(count),
      async undo() {
        if (all.length > 0) await history.setRemoved(all, false)
        putBack(put)
      },
    }
    removals.set(offer, { entries: all, uploads: put })
    undo.make(offer)
  }

  /** Restores uploads. Files that were being sent start again. */
  function putBack(uploads: readonly Upload[]): void {
    queue.add(uploads.map((upload) => ({ ...upload, stage: revive(upload.stage) })))
  }

  /** Keys of the chosen rows, in list order. */
  function chosenKeys(): string[] {
    return rows.order().filter((key) => selection.chosen.has(key))
  }

  function reveal(key: string | undefined): void {
    revealed = key
    notify()
  }

  function uploadsOf(ids: readonly UploadId[]): Upload[] {
    return ids.flatMap((id) => store.get(id) ?? [])
  }

  return {
    rows: () => rows,
    heading: heading as ReadonlyValue<string>,
    selection: () => selection,
    isChosen: (key: string) => selection.chosen.has(key),
    chosenKeys,
    /** The chosen rows that have a URL, in list order. */
    chosen: (): ListItem[] => chosenKeys().flatMap((key) => rows.find(key) ?? []),

    /** Sets the shown rows, and deselects rows that are no longer shown. */
    show(next: ShownRows): void {
      rows = next
      heading.set(next.heading)
      if (previewed !== undefined && !rows.find(previewed)) {
        previewed = undefined
        notify()
      }
      if (selection.chosen.size > 0) choose(keepOnly(selection, new Set(rows.order())))
    },

    toggle: (key: string) => choose(toggle(selection, key)),
    extendTo: (key: string) => choose(extendTo(selection, key, rows.order())),
    chooseAll: () => choose(chooseAll(rows.order())),
    chooseNone: () => choose(NOTHING_CHOSEN),

    /** Key of the row that is previewed. */
    previewed: () => previewed,
    preview(key: string | undefined): void {
      previewed = key
      notify()
    },

    /** Key of the row that the list is about to scroll to and focus. '' for the current row. */
    revealed: () => revealed,
    reveal,
    /** Moves the focus to the row that had it last. */
    focusList: () => reveal(''),

    undo,
    offerUndo: undo.make,

    /** Removes rows from the list and the history. @throws {ProblemError} and then does nothing */
    async remove(gone: readonly RemovedRow[]): Promise<void> {
      // The history may not have known a new file when its row was drawn.
      history.flush()
      const entries = gone.flatMap(
        ({ entry, url }) => entry ?? (url === undefined ? [] : (history.at(url) ?? [])),
      )
      if (entries.length > 0) await history.setRemoved(entries, true)
      const keys = new Set(gone.map(({ key }) => key))
      const uploads = uploadsOf([...keys].flatMap((key) => uploadOfRow(key) ?? []))
      queue.remove(uploads.map(({ id }) => id))
      choose(keepOnly(selection, { has: (key) => !keys.has(key) }))
      offerRemoval(entries, uploads)
    },

    /** Cancels every file that is not in a final stage, also those that are still inspected. */
    cancelAll(): void {
      const canceled = [...store.all()].filter(({ stage }) => !isFinal(stage))
      if (canceled.length === 0) return
      const continueIntake = cancelIntake()
      const restore = queue.cancel(canceled.map(({ id }) => id))
      undo.make({
        sentence: words.canceledAll(canceled.length),
        undo() {
          restore()
          continueIntake()
        },
      })
    },

    /** Takes files in a final stage out of the list. Uploaded ones stay in the history. */
    clearFinished(): void {
      const cleared = [...store.all()].filter(({ stage }) => isFinal(stage))
      if (cleared.length === 0) return
      queue.remove(cleared.map(({ id }) => id))
      undo.make({ sentence: words.cleared(cleared.length), undo: () => putBack(cleared) })
    },

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
