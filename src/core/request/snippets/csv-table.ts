import { writeCsv } from '../../text/csv.ts'
import { FORMATS } from './formats.ts'
import { lackFiles } from './lack.ts'
import type { Snippet } from './snippet.ts'

export const csvTable: Snippet = {
  id: 'csv',
  label: FORMATS.csv,
  language: 'csv',
  isRequest: false,
  lack: lackFiles,
  write: ({ references }) =>
    writeCsv([
      ['name', 'tag', 'media_type', 'url'],
      ...references.map(({ name, tag, mediaType, url }) => [name, tag, mediaType, url]),
    ]),
}
