import { createValue } from '../core/state/value.ts'

/** A message about an action that has just finished. It disappears by itself. */
export interface News {
  sentence: string
  /** A button that helps. */
  action?: { label: string; run: () => void } | undefined
  /** Stays until it is dismissed or replaced, because the action continues. */
  stays?: boolean
  /** Not announced, because it only updates the message before it. */
  isSilent?: boolean
}

/** Sentences about the page itself. Each stays until the person dismisses it. */
export function createNotices() {
  const sentences = createValue<readonly string[]>([])
  const news = createValue<News | undefined>(undefined)
  return {
    sentences,
    /** Only the newest is shown. */
    news,

    /** Adds a sentence, unless it is there already. */
    add(sentence: string): void {
      const before = sentences.get()
      if (!before.includes(sentence)) sentences.set([...before, sentence])
    },

    dismiss(sentence: string): void {
      sentences.set(sentences.get().filter((other) => other !== sentence))
    },
  }
}

export type Notices = ReturnType<typeof createNotices>
