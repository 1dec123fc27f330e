import { writeJson } from '../../text/value-code.ts'
import { filesUnused } from '../roles.ts'
import { FORMATS } from './formats.ts'
import { lackForKind } from './lack.ts'
import { bodyOf } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const jsonBody: Snippet = {
  id: 'json-body',
  label: FORMATS['json-body'],
  language: 'json',
  isRequest: true,
  lack: lackForKind,
  leftOut: filesUnused,
  write: (request) => writeJson(bodyOf(request)),
}
