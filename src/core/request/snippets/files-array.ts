import { GENERATIONS } from '../../api/generations.ts'
import { writeJson } from '../../text/value-code.ts'
import { FORMATS } from './formats.ts'
import { lackFiles } from './lack.ts'
import type { Snippet } from './snippet.ts'

export const filesArray: Snippet = {
  id: 'files-array',
  label: FORMATS['files-array'],
  language: 'json',
  isRequest: false,
  lack: lackFiles,
  write: ({ references, version }) =>
    writeJson(GENERATIONS[version].files(references.map(({ url }) => url))),
}
