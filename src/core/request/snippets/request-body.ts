import type { MediaKind } from '../../media/media-kind.ts'
import { encodeUnseen } from '../../text/literals.ts'
import type { ValueObject } from '../../text/value-code.ts'
import { GENERATION_PATHS, type GenerationRequest, type RequestKind } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'

export function bodyOf(request: GenerationRequest): ValueObject {
  switch (request.kind) {
    case 'image':
      return imageBody(request)
    case 'video':
      return videoBody(request, request.references)
    case 'transcription':
      return transcriptionBody(request)
  }
}

export function imageBody(request: GenerationRequest): ValueObject {
  return {
    model: request.model,
    prompt: request.prompt,
    files: filesOf(request.references),
    aspect_ratio: request.aspectRatio || undefined,
  }
}

/** @param references the files to send, in this order */
export function videoBody(
  request: GenerationRequest,
  references: readonly TaggedReference[],
): ValueObject {
  return {
    model: request.model,
    prompt: request.prompt,
    files: filesOf(references),
    duration: durationOf(request),
    aspect_ratio: request.aspectRatio || undefined,
  }
}

export function transcriptionBody(request: GenerationRequest): ValueObject {
  return { model: request.model, audio_url: ofKind(request, 'audio')[0]?.url }
}

/** The `files` member of a body, or undefined without references. */
export function filesOf(references: readonly TaggedReference[]): ValueObject[] | undefined {
  return references.length > 0 ? references.map(({ url }) => ({ url })) : undefined
}

/** The references of these kinds, in order. */
export function ofKind(
  { references }: GenerationRequest,
  ...kinds: readonly MediaKind[]
): TaggedReference[] {
  return references.filter(({ kind }) => kinds.includes(kind))
}

/** The duration in seconds, or undefined when it is not a finite number. */
export function durationOf({ duration }: GenerationRequest): number | undefined {
  return Number.isFinite(duration) ? duration : undefined
}

export function endpointOf(api: string, kind: RequestKind): string {
  return encodeUnseen(api + GENERATION_PATHS[kind])
}
