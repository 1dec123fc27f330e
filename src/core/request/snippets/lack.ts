import type { GenerationRequest } from '../generation.ts'
import { ofKind } from '../roles.ts'
import { words } from '../words.ts'

/** For lists of files. */
export function lackFiles({ references }: GenerationRequest): string | undefined {
  return references.length === 0 ? words.lack.files : undefined
}

/** For formats with the files that the kind of the request needs. */
export function lackForKind(request: GenerationRequest): string | undefined {
  const { length: images } = ofKind(request, 'image')
  const hasVoice = ofKind(request, 'audio').length > 0
  switch (request.kind) {
    case 'image':
    case 'video':
      return undefined
    case 'lipsync': {
      const hasFace = ofKind(request, 'image', 'video').length > 0
      if (!hasFace) return hasVoice ? words.lack.face : words.lack.faceAndVoice
      return hasVoice ? undefined : words.lack.voice
    }
    case 'frames':
      if (images === 0) return words.lack.twoFrames
      return images === 1 ? words.lack.endFrame : undefined
    case 'upscale':
      return ofKind(request, 'image', 'video').length > 0 ? undefined : words.lack.source
    case 'transcription':
      return hasVoice ? undefined : words.lack.audio
  }
}
