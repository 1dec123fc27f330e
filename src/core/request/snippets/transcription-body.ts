import { writeJson } from '../../text/value-code.ts'
import { lackAudio } from './lack.ts'
import { transcriptionBody } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const transcriptionBodyJson: Snippet = {
  id: 'transcription-body',
  label: 'JSON for /v1/transcription',
  language: 'json',
  kind: 'transcription',
  isRequest: true,
  lack: lackAudio,
  write: (request) => writeJson(transcriptionBody(request)),
}
