import type { Translated } from '../text/translated.ts'
import type { words as english } from './draft-words.ts'

export const words: Translated<typeof english> = {
  empty: 'Leere Anfrage',
  copyOf: (name) => `${name} (Kopie)`,
}
