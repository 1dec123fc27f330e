import { isEmptyDraft } from '../core/request/draft.ts'
import {
  byEdit,
  createDraftId,
  type DraftRecords,
  type NamedDraft,
} from '../core/request/drafts.ts'
import { parseJson } from '../core/text/parse-json.ts'
import { DRAFT_NAME, listDraftNames } from './draft-name.ts'
import { readDraft, writeDraft } from './draft-store.ts'
import type { TextStorage } from './text-storage.ts'

/** Name of the id of the draft that was shown last. */
const SHOWN = 'refdrop.shown-request'

const nameOf = (id: string) => (id === '' ? DRAFT_NAME : `${DRAFT_NAME}.${id}`)

/** Drafts of this device, and which of them the tab shows. Damaged records are skipped. */
export function openDraftRecords(tab: TextStorage, device: TextStorage): DraftRecords {
  const listeners: (() => void)[] = []
  const known = new Map<string, { text: string; draft: NamedDraft | undefined }>()

  /** Texts are read once. The same text gives the same object. */
  function read(name: string): NamedDraft | undefined {
    const text = device.get(name) ?? ''
    const former = known.get(name)
    if (former?.text === text) return former.draft
    const draft = readDraft(name.slice(DRAFT_NAME.length + 1), parseJson(text))
    known.set(name, { text, draft })
    return draft
  }

  const put = (draft: NamedDraft) => device.set(nameOf(draft.id), JSON.stringify(writeDraft(draft)))

  function noteShown(id: string): void {
    for (const place of [tab, device]) if (place.get(SHOWN) !== id) place.set(SHOWN, id)
  }

  /** Migrates the draft of earlier builds. They stored it in the tab, and the latest one here. */
  function takeDraftOfTab(): void {
    const text = tab.get(DRAFT_NAME)
    if (text === undefined) return
    const draft = readDraft(createDraftId(), parseJson(text))
    if (text === device.get(DRAFT_NAME)) noteShown('')
    else if (draft && !isEmptyDraft(draft.draft)) {
      noteShown(draft.id)
      if (!put(draft)) return
    }
    tab.remove(DRAFT_NAME)
  }

  takeDraftOfTab()
  return {
    list: () =>
      listDraftNames(device)
        .flatMap((name) => read(name) ?? [])
        .sort(byEdit),
    put,
    remove: (id) => device.remove(nameOf(id)),
    lastShown: () => tab.get(SHOWN) ?? device.get(SHOWN),
    noteShown,
    subscribe(listener) {
      listeners.push(listener)
      device.subscribe(listener)
    },
    notify() {
      for (const listener of listeners) listener()
    },
  }
}
