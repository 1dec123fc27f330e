import { encodeUnseen } from '../../text/literals.ts'
import { FORMATS } from './formats.ts'
import { lackFiles } from './lack.ts'
import type { Snippet } from './snippet.ts'

export const urlLines: Snippet = {
  id: 'url-lines',
  label: FORMATS['url-lines'],
  language: 'text',
  isRequest: false,
  lack: lackFiles,
  write: ({ references }) => references.map(({ url }) => encodeUnseen(url)).join('\n'),
}
