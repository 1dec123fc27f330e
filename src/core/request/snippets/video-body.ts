import { writeJson } from '../../text/value-code.ts'
import { lackNothing } from './lack.ts'
import { videoBody } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const videoBodyJson: Snippet = {
  id: 'video-body',
  label: 'JSON for /v1/video',
  language: 'json',
  kind: 'video',
  isRequest: true,
  lack: lackNothing,
  write: (request) => writeJson(videoBody(request, request.references)),
}
