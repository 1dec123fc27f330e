import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './choose-words.ts'

export const words: Translated<typeof english> = {
  addFiles: 'Dateien hinzufügen',
  moreWays: 'Weitere Möglichkeiten zum Hinzufügen',
}
