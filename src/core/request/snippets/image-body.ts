import { writeJson } from '../../text/value-code.ts'
import { lackNothing } from './lack.ts'
import { imageBody } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const imageBodyJson: Snippet = {
  id: 'image-body',
  label: 'JSON for /v1/image',
  language: 'json',
  kind: 'image',
  isRequest: true,
  lack: lackNothing,
  write: (request) => writeJson(imageBody(request)),
}
