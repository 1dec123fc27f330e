import { writeCsv } from '../csv.ts'
import { lackFiles } from './lack.ts'
import type { Snippet } from './snippet.ts'

/**
 * Values are written as they are. A spreadsheet may take a name that begins with `=` for a formula,
 * in quotes or not; only a character put before it would stop that, and then the name is another
 * one for every program that reads the table.
 */
export const csvTable: Snippet = {
  id: 'csv',
  label: 'CSV',
  language: 'csv',
  isRequest: false,
  lack: lackFiles,
  write: ({ references }) =>
    writeCsv([
      ['name', 'tag', 'media_type', 'url'],
      ...references.map(({ name, tag, mediaType, url }) => [name, tag, mediaType, url]),
    ]),
}
