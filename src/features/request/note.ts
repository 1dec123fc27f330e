import type { Draft } from '../../core/request/draft.ts'

/** What was just done or refused. */
export interface Note {
  sentence: string
  /** Absent when nothing can be undone. */
  undo?: (() => void) | undefined
  /** The draft that was left. Once it changes, it is too late for undo. */
  after?: Draft | undefined
}

/** Undo must not lose what was written since. */
export function isOutdated({ after }: Note, draft: Draft): boolean {
  if (!after) return false
  const { references, prompt, extra } = draft
  return after.references !== references || after.prompt !== prompt || after.extra !== extra
}
