import type { RequestKind } from './generation.ts'

/** A reason why a request may fail or give an unexpected result. It never blocks the request. */
export interface Hint {
  /** Unique among the hints of a request, and stable while the reason is the same. */
  id: string
  sentence: string
  /** One sentence. Hints from documents also name the source. */
  why: string
  /** Resolves the hint. */
  fix?: { label: string; change: HintFix } | undefined
}

/** The changes of a fix to the draft. `model` is for the kind that the draft then has. */
export interface HintFix {
  kind?: RequestKind
  model?: string
  /** Seconds. */
  duration?: string
  aspectRatio?: string
}
