import { hideKeys } from '../api/key.ts'
import { type GenerationRequest, MODELS, type RequestKind } from './generation.ts'
import { type Reference, tagReferences } from './reference.ts'

/** What a person has put together for a request so far. */
export interface Draft {
  kind: RequestKind
  prompt: string
  /** One a kind, so that going back and forth loses none. */
  models: Readonly<Record<RequestKind, string>>
  aspectRatio: string
  /** Seconds, as typed. */
  duration: string
  /** Id of the format in which the request is shown and copied. */
  format: string
  /** In the order that has meaning. */
  references: readonly Reference[]
}

export const EMPTY_DRAFT: Draft = {
  kind: 'image',
  prompt: '',
  models: {
    image: MODELS.image[0],
    video: MODELS.video[0],
    transcription: MODELS.transcription[0],
  },
  aspectRatio: '16:9',
  duration: '5',
  format: 'varg-tsx',
  references: [],
}

/** References that a request holds at most: far more than any model takes. */
export const MOST_REFERENCES = 100

/** A file that may be referred to; its place in the tray gives it the rest. */
export type NewReference = Omit<Reference, 'id'>

export type Composer = ReturnType<typeof createComposer>

/**
 * The request being put together. Every snapshot is replaced, never mutated.
 *
 * @param begin what an earlier page left
 * @param keep is told of every change
 */
export function createComposer(
  begin: Draft = EMPTY_DRAFT,
  keep: (draft: Draft) => void = () => {},
) {
  const listeners = new Set<() => void>()
  let draft = begin
  let lastId = Math.max(0, ...begin.references.map(({ id }) => Number(id) || 0))

  function change(next: Partial<Draft>): void {
    draft = { ...draft, ...next }
    if (next.prompt !== undefined) draft = { ...draft, prompt: hideKeys(next.prompt) }
    keep(draft)
    for (const listener of listeners) listener()
  }

  function withIds(references: readonly NewReference[]): Reference[] {
    return references.map((reference) => {
      lastId += 1
      return { ...reference, id: String(lastId) }
    })
  }

  return {
    /** The same object until something changes. */
    draft: () => draft,

    change,

    /**
     * Appends references, in this order. What is in the tray already, by its URL, stays where it is.
     *
     * @returns how many there is no room for
     */
    add(references: readonly NewReference[]): number {
      const fresh = leaveOutKnown(references, draft.references)
      const taken = fresh.slice(0, Math.max(0, MOST_REFERENCES - draft.references.length))
      if (taken.length > 0) change({ references: [...draft.references, ...withIds(taken)] })
      return fresh.length - taken.length
    },

    /** Puts these in the place of all that were there, each URL once. */
    replace(references: readonly NewReference[]): void {
      change({ references: withIds(leaveOutKnown(references, []).slice(0, MOST_REFERENCES)) })
    },

    /** Moves a reference to a place, counted from 0 without it. An unknown one changes nothing. */
    move(id: string, to: number): void {
      const moved = draft.references.find((reference) => reference.id === id)
      if (!moved) return
      const others = draft.references.filter((reference) => reference !== moved)
      const place = Math.max(0, Math.min(others.length, to))
      change({ references: [...others.slice(0, place), moved, ...others.slice(place)] })
    },

    remove(id: string): void {
      change({ references: draft.references.filter((reference) => reference.id !== id) })
    },

    rename(id: string, name: string): void {
      change({
        references: draft.references.map((reference) =>
          reference.id === id ? { ...reference, name } : reference,
        ),
      })
    },

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Those whose URL is neither known nor that of an earlier one. */
function leaveOutKnown(
  references: readonly NewReference[],
  known: readonly Reference[],
): NewReference[] {
  const urls = new Set(known.map(({ url }) => url))
  return references.filter(({ url }) => !urls.has(url) && urls.add(url))
}

/**
 * The request that a draft stands for.
 *
 * @param api base URL of the gateway, without `/v1`
 * @param kind where the format asks for a kind of its own
 */
export function requestOf(draft: Draft, api: string, kind = draft.kind): GenerationRequest {
  const seconds = Number(draft.duration)
  return {
    api,
    kind,
    prompt: draft.prompt,
    model: draft.models[kind].trim(),
    aspectRatio: draft.aspectRatio.trim(),
    duration: seconds > 0 && Number.isFinite(seconds) ? seconds : undefined,
    references: tagReferences(draft.references),
  }
}
