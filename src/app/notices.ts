/** What went wrong with the page itself, a sentence each, until the person has read it. */
export function createNotices() {
  const listeners = new Set<() => void>()
  let sentences: readonly string[] = []

  function change(next: readonly string[]): void {
    sentences = next
    for (const listener of listeners) listener()
  }

  return {
    /** The same array until it changes. */
    all: () => sentences,

    /** Says a thing once, however often it happens. */
    tell(sentence: string): void {
      if (!sentences.includes(sentence)) change([...sentences, sentence])
    },

    dismiss: (sentence: string) => change(sentences.filter((other) => other !== sentence)),

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Notices = ReturnType<typeof createNotices>
