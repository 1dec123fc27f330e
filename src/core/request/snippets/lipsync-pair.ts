import { writeJson } from '../../text/value-code.ts'
import { type GenerationRequest, LIPSYNC_MODEL } from '../generation.ts'
import { filesOf, ofKind } from './request-body.ts'
import type { Snippet } from './snippet.ts'

/** Omits aspect ratio and duration, which follow from the two files. */
export const lipsyncPair: Snippet = {
  id: 'lipsync-pair',
  label: 'Lipsync pair',
  language: 'json',
  kind: 'video',
  model: LIPSYNC_MODEL,
  isRequest: true,
  lack(request) {
    const [face] = facesOf(request)
    const [voice] = ofKind(request, 'audio')
    if (!face && !voice) return 'Add a picture or a video, and an audio file.'
    if (!face) return 'Add a picture or a video: its lips follow the audio file.'
    if (!voice) return 'Add an audio file: the lips follow it.'
    return undefined
  },
  write(request) {
    const pair = [...facesOf(request).slice(0, 1), ...ofKind(request, 'audio').slice(0, 1)]
    return writeJson({
      model: LIPSYNC_MODEL,
      prompt: request.prompt || undefined,
      files: filesOf(pair),
    })
  },
}

function facesOf(request: GenerationRequest) {
  return ofKind(request, 'image', 'video')
}
