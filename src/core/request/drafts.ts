import { hideKeys } from '../api/key.ts'
import { createValue } from '../state/value.ts'
import { type Composer, createComposer } from './composer.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'
import { words } from './draft-words.ts'

/** One of several requests. */
export interface NamedDraft {
  id: string
  /** Empty until a person gives one. */
  name: string
  /** Time of the last change, in milliseconds since 1970. */
  edited: number
  draft: Draft
}

/** Where the drafts of all tabs are stored, each in a record of its own. */
export interface DraftRecords {
  /** Valid drafts, the last edited first. */
  list(): readonly NamedDraft[]
  /** @returns false when there is no room for it. The draft then lasts only as long as the page. */
  put(draft: NamedDraft): boolean
  remove(id: string): void
  /** Id of the draft that this tab showed last, or else any tab. */
  lastShown(): string | undefined
  noteShown(id: string): void
  /** Calls back when another tab may have changed a record, and on {@link DraftRecords.notify}. */
  subscribe(listener: () => void): void
  /** Call it after changes that {@link createDrafts} does not make. */
  notify(): void
}

export type Drafts = ReturnType<typeof createDrafts>

/** Maximum characters of a title. */
const LONGEST_TITLE = 60

export const createDraftId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 8)

/**
 * The drafts of this browser. The composer has the current one and stores its changes. A new draft
 * is stored with its first change. An unchanged one is dropped when another draft is shown.
 */
export function createDrafts(records: DraftRecords) {
  const find = (id: string) => records.list().find((one) => one.id === id)
  const lastShown = records.lastShown()
  const first = lastShown === undefined ? records.list()[0] : find(lastShown)
  const state = createValue(arrange(first ?? emptyDraft(), records.list()))
  const composer = createComposer(getCurrent().draft, (draft) => {
    const current = { ...getCurrent(), draft, edited: Date.now() }
    records.put(current)
    records.noteShown(current.id)
    state.set(arrange(current, state.get().all))
  })
  if (first) records.noteShown(first.id)
  records.subscribe(refresh)

  function getCurrent(): NamedDraft {
    return state.get().current
  }

  function update(current: NamedDraft): void {
    state.set(arrange(current, records.list()))
  }

  function show(next: NamedDraft): void {
    records.noteShown(next.id)
    update(next)
    composer.load(next.draft)
  }

  /** Keeps the current draft if another tab deleted it. Its next change stores it again. */
  function refresh(): void {
    const former = getCurrent()
    const current = find(former.id) ?? former
    update(current)
    if (current.edited !== former.edited) composer.load(current.draft)
  }

  return {
    composer,
    /** The current draft and all drafts, the last edited first. The same object until a change. */
    get: state.get,
    subscribe: state.subscribe,

    /** The composer of a draft. The fallback for a missing draft is the current one's composer. */
    composerOf(id: string | undefined): Composer {
      const other = id === undefined || id === getCurrent().id ? undefined : find(id)
      if (!other) return composer
      return createComposer(other.draft, (draft) => {
        records.put({ ...other, draft, edited: Date.now() })
        update(getCurrent())
      })
    },

    /** Shows a draft. Ignores an unknown id. */
    show(id: string): void {
      const next = find(id)
      if (next && id !== getCurrent().id) show(next)
    },

    /** Shows an empty draft in the format of the current one. */
    create(): void {
      show(emptyDraft(getCurrent().draft.format))
    },

    /** Shows a copy of the current draft. */
    duplicate(): void {
      const { name, ...rest } = getCurrent()
      const copy = {
        ...rest,
        id: createDraftId(),
        name: name && words.copyOf(name),
        edited: Date.now(),
      }
      records.put(copy)
      show(copy)
    },

    /** Names the current draft. An empty name falls back to the content. */
    rename(name: string): void {
      const current = { ...getCurrent(), name: hideKeys(name.trim()) }
      records.put(current)
      update(current)
    },

    /**
     * Deletes the current draft and shows the last edited one of the others.
     *
     * @returns restores it, unless another tab did, and shows it
     */
    remove(): () => void {
      const removed = getCurrent()
      records.remove(removed.id)
      show(records.list()[0] ?? emptyDraft(removed.draft.format))
      return () => {
        if (!find(removed.id)) records.put(removed)
        show(find(removed.id) ?? removed)
      }
    },
  }
}

/** The name of a draft, or else the first words of its prompt, or the names of its references. */
export function titleOfDraft({ name, draft }: NamedDraft): string {
  const names = draft.references.map((reference) => reference.name).join(', ')
  const [line = words.empty] = [name, draft.prompt, names]
    .map((text) =>
      text
        .slice(0, 5 * LONGEST_TITLE)
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
  if (line.length <= LONGEST_TITLE) return line
  return `${line.slice(0, LONGEST_TITLE).replace(/(?:\s\S*|[\ud800-\udbff])$/, '')}…`
}

function emptyDraft(format = EMPTY_DRAFT.format): NamedDraft {
  return { id: createDraftId(), name: '', edited: Date.now(), draft: { ...EMPTY_DRAFT, format } }
}

function arrange(current: NamedDraft, known: readonly NamedDraft[]) {
  const others = known.filter(({ id }) => id !== current.id)
  const all: readonly NamedDraft[] = [current, ...others].sort(byEdit)
  return { current, all }
}

/** The last edited first. */
export function byEdit(a: NamedDraft, b: NamedDraft): number {
  return b.edited - a.edited
}
