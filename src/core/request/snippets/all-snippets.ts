import { csvTable } from './csv-table.ts'
import { curlCommand } from './curl-command.ts'
import { filesArray } from './files-array.ts'
import { jsonBody } from './json-body.ts'
import { markdownList } from './markdown-list.ts'
import type { Snippet } from './snippet.ts'
import { typescriptFetch } from './typescript-fetch.ts'
import { urlLines } from './url-lines.ts'
import { vargTsx } from './varg-tsx.ts'

/** All formats of a request, in the order of the menu. */
export const SNIPPETS: readonly [Snippet, ...Snippet[]] = [
  vargTsx,
  jsonBody,
  curlCommand,
  typescriptFetch,
  urlLines,
  filesArray,
  markdownList,
  csvTable,
]

/** Returns the first format for an unknown id, for example one of another version of the page. */
export function findSnippet(id: string): Snippet {
  return SNIPPETS.find((snippet) => snippet.id === id) ?? SNIPPETS[0]
}
