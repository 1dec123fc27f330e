import { readExtra } from './extra.ts'
import {
  type ApiTarget,
  defaultModel,
  type GenerationRequest,
  type RequestKind,
} from './generation.ts'
import { type Reference, tagReferences } from './reference.ts'

/** The state of the request form. */
export interface Draft {
  kind: RequestKind
  prompt: string
  /** The chosen model of each kind. Without one, the references decide. */
  models: { readonly [Kind in RequestKind]?: string | undefined }
  aspectRatio: string
  /** Seconds or "auto", as typed. */
  duration: string
  /** Further members of the body as JSON, as typed. */
  extra: string
  /** Id of the format in which the request is shown and copied. */
  format: string
  /** Their order determines the tags. */
  references: readonly Reference[]
}

export const EMPTY_DRAFT: Draft = {
  kind: 'image',
  prompt: '',
  models: {},
  aspectRatio: '16:9',
  duration: '5',
  extra: '',
  format: 'varg-tsx',
  references: [],
}

/** Whether it has nothing that could be copied. */
export function isEmptyDraft({ references, prompt }: Draft): boolean {
  return references.length === 0 && prompt === ''
}

/** The chosen model, or the default one for the references. */
export function modelOf({ kind, models, references }: Draft): string {
  return (
    models[kind] ??
    defaultModel(
      kind,
      references.map((reference) => reference.kind),
    )
  )
}

/** Creates the request of a draft. */
export function requestOf(draft: Draft, target: ApiTarget): GenerationRequest {
  const { kind } = draft
  return {
    ...target,
    kind,
    prompt: draft.prompt,
    model: modelOf(draft).trim(),
    aspectRatio: draft.aspectRatio.trim(),
    duration: readDuration(draft.duration),
    extra: readExtra(draft.extra),
    references: tagReferences(draft.references),
  }
}

/** Takes both decimal marks, because the text may come from code. */
function readDuration(typed: string): number | 'auto' | undefined {
  if (typed.trim() === 'auto') return 'auto'
  const seconds = Number(typed.replace(',', '.'))
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined
}
