import type { GenerationRequest } from '../generation.ts'
import { placesOf } from '../roles.ts'
import { words } from '../words.ts'

/** For lists of files. */
export function lackFiles({ references }: GenerationRequest): string | undefined {
  return references.length === 0 ? words.lack.files : undefined
}

/** For formats with the files that the kind of the request needs. */
export function lackForKind(request: GenerationRequest): string | undefined {
  const used = placesOf(request)
  const inFiles = used.filter(({ option }) => option === undefined)
  const hasVoice = inFiles.some(({ reference }) => reference.kind === 'audio')
  const hasPicture = inFiles.some(({ reference }) => reference.kind !== 'audio')
  switch (request.kind) {
    case 'image':
    case 'video':
      return undefined
    case 'lipsync':
      if (!hasPicture) return hasVoice ? words.lack.face : words.lack.faceAndVoice
      return hasVoice ? undefined : words.lack.voice
    case 'frames':
      if (used.length === 0) return words.lack.twoFrames
      return used.length === 1 ? words.lack.endFrame : undefined
    case 'upscale':
      return hasPicture ? undefined : words.lack.source
    case 'transcription':
      return hasVoice ? undefined : words.lack.audio
  }
}
