import { createValue } from '../core/state/value.ts'

/** Sentences about the page itself. Each stays until the person dismisses it. */
export function createNotices() {
  const sentences = createValue<readonly string[]>([])
  return {
    sentences,

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
