import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './paste-words.ts'

export const words: Translated<typeof english> = {
  pasteCode: 'Code einfügen',
  noUrls: 'Im Eingefügten ist keine Medien-URL.',
}
