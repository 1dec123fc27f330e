import { hideKeys } from '../api/key.ts'
import { createValue } from '../state/value.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'
import type { HintFix } from './hint.ts'
import { renumberTags } from './mentions.ts'
import { type Reference, tagReferences } from './reference.ts'

/** Maximum number of references, far more than any model accepts. */
export const MOST_REFERENCES = 100

/** A reference without an id. The composer assigns ids. */
export type NewReference = Omit<Reference, 'id'>

export type Composer = ReturnType<typeof createComposer>

/**
 * Holds the draft of a request. Each change replaces the draft and never mutates it.
 *
 * @param begin the draft of an earlier page
 * @param keep stores the draft after each change
 */
export function createComposer(
  begin: Draft = EMPTY_DRAFT,
  keep: (draft: Draft) => void = () => {},
) {
  const value = createValue(begin)
  const getReferences = () => value.get().references
  let lastId = Math.max(0, ...begin.references.map(({ id }) => Number(id) || 0))

  /** Replaces keys in texts with the name of their variable. */
  function change(next: Partial<Draft>): void {
    const draft = { ...value.get(), ...next }
    if (next.prompt !== undefined) draft.prompt = hideKeys(next.prompt)
    if (next.extra !== undefined) draft.extra = hideKeys(next.extra)
    keep(draft)
    value.set(draft)
  }

  /** Replaces the references. The tags in the prompt follow them. */
  function arrange(references: readonly Reference[]): void {
    const { prompt, references: former } = value.get()
    const next = renumberTags(prompt, tagReferences(former), tagReferences(references))
    change(next === prompt ? { references } : { references, prompt: next })
  }

  function withIds(references: readonly NewReference[]): Reference[] {
    return references.map((reference) => {
      lastId += 1
      return { ...reference, id: String(lastId) }
    })
  }

  return {
    /** The same object until a change. */
    draft: value.get,
    subscribe: value.subscribe,

    change,
    arrange,

    /** Shows another draft, without storing it. Its references get new ids. */
    load(draft: Draft): void {
      value.set({ ...draft, references: withIds(draft.references) })
    },

    /** Applies what a hint or a list of models suggests. */
    fix({ model, ...settings }: HintFix): void {
      const { kind, models } = { ...value.get(), ...settings }
      change({ ...settings, models: model === undefined ? models : { ...models, [kind]: model } })
    },

    /**
     * Adds references in this order. Skips URLs that are already in the draft.
     *
     * @param at index of the first, at the end by default
     * @returns the number of references beyond {@link MOST_REFERENCES}
     */
    add(references: readonly NewReference[], at = MOST_REFERENCES): number {
      const present = getReferences()
      const fresh = leaveOutKnown(references, present)
      const added = fresh.slice(0, Math.max(0, MOST_REFERENCES - present.length))
      if (added.length > 0) arrange(present.toSpliced(at, 0, ...withIds(added)))
      return fresh.length - added.length
    },

    /** Replaces all references and the given fields. Keeps each URL once. */
    replace(references: readonly NewReference[], others: Partial<Draft> = {}): void {
      const kept = leaveOutKnown(references, []).slice(0, MOST_REFERENCES)
      change({ ...others, references: withIds(kept) })
    },

    /**
     * Moves a reference. The tags in the prompt follow it. Ignores an unknown id.
     *
     * @param to index among the other references
     */
    move(id: string, to: number): void {
      const references = getReferences()
      const moved = references.find((reference) => reference.id === id)
      if (!moved) return
      const others = references.filter((reference) => reference !== moved)
      const place = Math.max(0, Math.min(others.length, to))
      arrange([...others.slice(0, place), moved, ...others.slice(place)])
    },

    /**
     * Puts a file in the place of a reference. The reference keeps its id, so that the tags in the
     * prompt follow it. If the kind stays the same, it also keeps its option.
     *
     * A file that is already another reference swaps places with it, because each URL is kept once.
     *
     * @returns false when the id is unknown, or when the reference already has this URL
     */
    swap(id: string, file: NewReference): boolean {
      const references = getReferences()
      const former = references.find((reference) => reference.id === id)
      if (!former || former.url === file.url) return false
      const other = references.find(({ url }) => url === file.url)
      arrange(
        references.map((reference) => {
          if (reference === former) return putInto(former, other ?? file)
          return reference === other ? putInto(other, former) : reference
        }),
      )
      return true
    },

    /** Renumbers the tags of later references in the prompt. */
    remove(id: string): void {
      arrange(getReferences().filter((reference) => reference.id !== id))
    },

    rename(id: string, name: string): void {
      change({
        references: getReferences().map((reference) =>
          reference.id === id ? { ...reference, name } : reference,
        ),
      })
    },
  }
}

/** Replaces the file of a reference. Keeps its option if the kind stays the same. */
function putInto(place: Reference, file: NewReference): Reference {
  const { url, name, mediaType, kind, media, gateway } = file
  const next = { id: place.id, url, name, mediaType, kind, media, gateway }
  return kind === place.kind ? { ...place, ...next } : next
}

/** Removes references with a known URL or the URL of an earlier reference. */
function leaveOutKnown(
  references: readonly NewReference[],
  known: readonly Reference[],
): NewReference[] {
  const urls = new Set(known.map(({ url }) => url))
  return references.filter(({ url }) => !urls.has(url) && urls.add(url))
}
