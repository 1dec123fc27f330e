import { csvTable } from './csv-table.ts'
import { curlCommand } from './curl-command.ts'
import { filesArray } from './files-array.ts'
import { framePair } from './frame-pair.ts'
import { imageBodyJson } from './image-body.ts'
import { lipsyncPair } from './lipsync-pair.ts'
import { markdownList } from './markdown-list.ts'
import type { Snippet } from './snippet.ts'
import { transcriptionBodyJson } from './transcription-body.ts'
import { typescriptFetch } from './typescript-fetch.ts'
import { urlLines } from './url-lines.ts'
import { vargTsx } from './varg-tsx.ts'
import { videoBodyJson } from './video-body.ts'

/** All formats of a request, in the order of the menu. */
export const SNIPPETS: readonly [Snippet, ...Snippet[]] = [
  urlLines,
  filesArray,
  imageBodyJson,
  videoBodyJson,
  transcriptionBodyJson,
  curlCommand,
  typescriptFetch,
  vargTsx,
  lipsyncPair,
  framePair,
  markdownList,
  csvTable,
]

/** Returns the first format for an unknown id, for example one of another version of the page. */
export function findSnippet(id: string): Snippet {
  return SNIPPETS.find((snippet) => snippet.id === id) ?? SNIPPETS[0]
}
