import type { RequestKind } from './generation.ts'

/** A reason why a request may fail or give an unexpected result. It never blocks the request. */
export interface Hint {
  /** Unique among the hints of a request, and stable while the reason is the same. */
  id: string
  sentence: string
  /** One sentence, with its source for what a model takes. */
  why: string
  /** Ends the reason. */
  fix?: { label: string; change: HintFix } | undefined
}

/** What a fix changes in the draft. A model is for the kind that the draft then has. */
export interface HintFix {
  kind?: RequestKind
  model?: string
  /** Seconds. */
  duration?: string
  aspectRatio?: string
}
