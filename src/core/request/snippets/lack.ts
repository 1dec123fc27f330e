import type { GenerationRequest } from '../generation.ts'
import { ofKind } from './request-body.ts'

export function lackNothing(): undefined {
  return undefined
}

/** For what is a list of files. */
export function lackFiles({ references }: GenerationRequest): string | undefined {
  return references.length === 0 ? 'Add files to the request first.' : undefined
}

/** For what is a transcription in any case. */
export function lackAudio(request: GenerationRequest): string | undefined {
  if (ofKind(request, 'audio').length > 0) return undefined
  return 'Add an audio file: it is what gets transcribed.'
}

/** For what follows the kind of the request. */
export function lackForKind(request: GenerationRequest): string | undefined {
  return request.kind === 'transcription' ? lackAudio(request) : undefined
}
