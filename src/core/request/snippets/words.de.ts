import type { Translated } from '../../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  jsonBody: 'JSON-Body',
  urlLines: 'URL-Zeilen',
  filesArray: 'files-Array',
}
