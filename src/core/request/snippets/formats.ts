import { words } from './words.ts'

/** Names of the formats of a request by their ids, in the order of the menu. */
export const FORMATS = {
  'varg-tsx': 'Varg TSX',
  'json-body': words.jsonBody,
  curl: 'curl',
  fetch: 'TypeScript fetch',
  'url-lines': words.urlLines,
  'files-array': words.filesArray,
  markdown: 'Markdown',
  csv: 'CSV',
} as const

export type FormatId = keyof typeof FORMATS
