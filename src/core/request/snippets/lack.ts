import type { GenerationRequest } from '../generation.ts'
import { ofKind } from './request-body.ts'

export function lackNothing(): undefined {
  return undefined
}

/** For lists of files. */
export function lackFiles({ references }: GenerationRequest): string | undefined {
  return references.length === 0 ? 'Add files to the request first.' : undefined
}

/** For transcriptions. */
export function lackAudio(request: GenerationRequest): string | undefined {
  if (ofKind(request, 'audio').length > 0) return undefined
  return 'Add an audio file: it is what gets transcribed.'
}

/** For formats that use the kind of the request. */
export function lackForKind(request: GenerationRequest): string | undefined {
  return request.kind === 'transcription' ? lackAudio(request) : undefined
}
