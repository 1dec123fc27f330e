import type { Draft } from '../../core/request/draft.ts'

/** What was just done or refused. */
export interface Note {
  sentence: string
  /** Absent when nothing can be undone. */
  undo?: (() => void) | undefined
  /** The draft after the change. Undo is offered until the draft changes again. */
  after?: Draft | undefined
}

/** Whether the draft has changed since. Undo would lose that change. */
export function isOutdated({ after }: Note, draft: Draft): boolean {
  if (!after) return false
  const { references, prompt, extra } = draft
  return after.references !== references || after.prompt !== prompt || after.extra !== extra
}
