import { useCallback, useSyncExternalStore } from 'react'
import { asProblem } from '../../../core/api/problem.ts'
import type { HashedEntry, HistoryEntry } from '../../../core/history/history.ts'
import { type ListItem, relistEntry, uploadRowKey } from '../../../core/request/list-item.ts'
import { createValue } from '../../../core/state/value.ts'
import type { UploadId } from '../../../core/uploads/upload.ts'
import { loadExplain } from '../../../http/parts.ts'
import type { Announce } from '../../../ui/LiveRegions.tsx'
import { createRequiredContext } from '../../../ui/required-context.ts'
import { COPIED_FOR } from '../../../ui/use-copied.ts'
import type { ListController } from '../list/list-controller.ts'
import type { UploadsPorts } from '../uploads-context.ts'
import type { RowFacts } from './row-facts.ts'
import { toggleInRequest } from './toggle-in-request.ts'
import { words } from './words.ts'

/** The temporary state of a row's actions. */
export interface RowState {
  isCopied?: boolean
  /** Its label is being edited. */
  isEditing?: boolean
  /** Its URL is being fetched back. */
  isChecking?: boolean
  /** Why an action failed. */
  note?: string | undefined
}

const NOTHING: RowState = {}

interface RowControllerPorts {
  uploads: UploadsPorts
  controller: ListController
  announce: Announce
}

export type RowController = ReturnType<typeof createRowController>

/** Runs the actions of rows and holds their temporary state. Each list has one. */
export function createRowController({ uploads, controller, announce }: RowControllerPorts) {
  const states = createValue<ReadonlyMap<string, RowState>>(new Map())
  /** A text that the clipboard refused. */
  const rejected = createValue<string | undefined>(undefined)
  /** The file whose deletion at its gateway awaits confirmation. */
  const deleting = createValue<RowFacts | undefined>(undefined)
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function change(key: string, part: RowState): void {
    const next = new Map(states.get())
    next.set(key, { ...next.get(key), ...part })
    states.set(next)
  }

  /** Runs an action. The row and the live region report a failure. */
  async function attempt(key: string, act: () => Promise<unknown>): Promise<void> {
    change(key, { note: undefined })
    try {
      await act()
    } catch (caught) {
      const explain = await loadExplain()
      const { sentence } = explain(asProblem(caught))
      change(key, { note: sentence })
      announce.assertively(sentence)
    }
  }

  return {
    uploads,
    controller,
    states,
    change,
    attempt,
    rejected,
    deleting,

    async copy({ key, url }: ListItem): Promise<void> {
      try {
        await navigator.clipboard.writeText(url)
      } catch {
        rejected.set(url)
        return
      }
      announce.politely(words.urlCopied)
      change(key, { isCopied: true })
      clearTimeout(timers.get(key))
      timers.set(
        key,
        setTimeout(() => change(key, { isCopied: false }), COPIED_FOR),
      )
    },

    /** Opens the system's share sheet. */
    share: ({ url }: ListItem) => navigator.share({ url }).catch(() => {}),

    toggleInRequest: (item: ListItem) => toggleInRequest(item, uploads.request, announce),

    async checkUrl(key: string, target: UploadId | HistoryEntry): Promise<void> {
      if (states.get().get(key)?.isChecking) return
      change(key, { isChecking: true })
      await attempt(key, () => uploads.verify(target))
      change(key, { isChecking: false })
    },

    /** Asks for the bytes of a file that the browser lost, or that changed on the disk. */
    chooseFile(key: string, id: UploadId): void {
      const input = document.createElement('input')
      input.type = 'file'
      input.onchange = () => {
        const file = input.files?.[0]
        if (file) void attempt(key, () => uploads.chooseAgain(id, file))
      }
      input.click()
    },

    /** Sends a file of the history once more. Its bytes must be chosen first. */
    uploadEntryAgain(entry: HashedEntry): void {
      const [id = 0] = uploads.store.add([relistEntry(entry)])
      uploads.queue.retry([id])
      controller.reveal(uploadRowKey(id))
    },

    /** Goes to the row of another upload. */
    showTwin: (id: UploadId) => controller.reveal(uploadRowKey(id)),

    /** Takes a file out of the list and the history, which can be undone. */
    remove: ({ key, item }: RowFacts) => attempt(key, () => controller.remove([item ?? { key }])),
  }
}

export const [RowControllerContext, useRowController] =
  createRequiredContext<RowController>('RowControllerContext')

/** The temporary state of a row. Renders again only when it changes. */
export function useRowState(key: string): RowState {
  const { states } = useRowController()
  return useSyncExternalStore(
    states.subscribe,
    useCallback(() => states.get().get(key) ?? NOTHING, [states, key]),
  )
}
