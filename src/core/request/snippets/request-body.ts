import { encodeUnseen } from '../../text/literals.ts'
import type { ValueObject } from '../../text/value-code.ts'
import {
  ENDPOINTS,
  GENERATION_PATHS,
  type GenerationRequest,
  hasDuration,
  hasRatio,
} from '../generation.ts'
import type { TaggedReference } from '../reference.ts'
import { filesUsed } from '../roles.ts'

/** The body of a call to {@link endpointOf}. Empty members are undefined. */
export function bodyOf(request: GenerationRequest): ValueObject {
  const { kind, model, prompt, aspectRatio } = request
  const used = filesUsed(request)
  if (kind === 'transcription') return { model, audio_url: used[0]?.url }
  return {
    model,
    // Version 1 requires it for each kind, but it may be empty for a lipsync.
    prompt,
    files: filesOf(used),
    duration: hasDuration(kind) ? durationOf(request) : undefined,
    aspect_ratio: (hasRatio(kind) && aspectRatio) || undefined,
  }
}

/** The `files` member of a body, or undefined without references. */
export function filesOf(references: readonly TaggedReference[]): ValueObject[] | undefined {
  return references.length > 0 ? references.map(({ url }) => ({ url })) : undefined
}

/** The duration in seconds, or undefined when it is not a finite number. */
export function durationOf({ duration }: GenerationRequest): number | undefined {
  return Number.isFinite(duration) ? duration : undefined
}

export function endpointOf({ api, kind }: GenerationRequest): string {
  return encodeUnseen(api + GENERATION_PATHS[ENDPOINTS[kind]])
}
