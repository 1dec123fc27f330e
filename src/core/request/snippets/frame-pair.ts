import { writeJson } from '../../text/value-code.ts'
import type { GenerationRequest } from '../generation.ts'
import { ofKind, videoBody } from './request-body.ts'
import type { Snippet } from './snippet.ts'

/** Kling uses the first image as the start frame and the second as the end frame. */
export const framePair: Snippet = {
  id: 'frame-pair',
  label: 'Start and end frame',
  language: 'json',
  kind: 'video',
  isRequest: true,
  lack(request) {
    const { length } = framesOf(request)
    if (length === 0) return 'Add two images: the start frame and the end frame.'
    return length === 1 ? 'Add one more image: the end frame.' : undefined
  },
  leftOut(request) {
    const frames = framesOf(request)
    return request.references.filter((reference) => !frames.includes(reference))
  },
  write: (request) => writeJson(videoBody(request, framesOf(request))),
}

function framesOf(request: GenerationRequest) {
  return ofKind(request, 'image').slice(0, 2)
}
