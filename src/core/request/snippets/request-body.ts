import { encodeUnseen } from '../../text/literals.ts'
import type { ValueObject } from '../../text/value-code.ts'
import { ENDPOINTS, GENERATION_PATHS, type GenerationRequest } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'
import { filesUsed } from '../roles.ts'
import { settingsOf } from '../used-settings.ts'

/** The body of a call to {@link endpointOf}. Empty members are undefined. */
export function bodyOf(request: GenerationRequest): ValueObject {
  const { kind, model, prompt } = request
  const used = filesUsed(request)
  if (kind === 'transcription') return { model, audio_url: used[0]?.url }
  const { duration, aspectRatio } = settingsOf(request)
  return {
    model,
    // Version 1 requires it for each kind, but it may be empty where it is unused.
    prompt,
    files: filesOf(used),
    duration,
    aspect_ratio: aspectRatio,
  }
}

/** The `files` member of a body, or undefined without references. */
export function filesOf(references: readonly TaggedReference[]): ValueObject[] | undefined {
  return references.length > 0 ? references.map(({ url }) => ({ url })) : undefined
}

export function endpointOf({ api, kind }: GenerationRequest): string {
  return encodeUnseen(api + GENERATION_PATHS[ENDPOINTS[kind]])
}
