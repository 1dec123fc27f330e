import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './draft-command-words.ts'

export const words: Translated<typeof english> = {
  newRequest: 'Neue Anfrage',
  showRequest: (title) => `Anfrage zeigen: ${title}`,
}
