/** Names of the formats of a request by their ids, in the order of the menu. */
export const FORMATS = {
  'varg-tsx': 'Varg TSX',
  'json-body': 'JSON body',
  curl: 'curl',
  fetch: 'TypeScript fetch',
  'url-lines': 'URL lines',
  'files-array': 'files array',
  markdown: 'Markdown',
  csv: 'CSV',
} as const

export type FormatId = keyof typeof FORMATS
