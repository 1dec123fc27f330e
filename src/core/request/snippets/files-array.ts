import { writeJson } from '../../text/value-code.ts'
import { lackFiles } from './lack.ts'
import { filesOf } from './request-body.ts'
import type { Snippet } from './snippet.ts'

export const filesArray: Snippet = {
  id: 'files-array',
  label: 'files array',
  language: 'json',
  isRequest: false,
  lack: lackFiles,
  write: ({ references }) => writeJson(filesOf(references) ?? []),
}
