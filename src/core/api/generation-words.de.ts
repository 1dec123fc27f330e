import type { Translated } from '../text/translated.ts'
import type { words as english } from './generation-words.ts'

export const words: Translated<typeof english> = {
  someText: 'Text, der nicht leer ist',
  atMost: (characters) => `Text mit höchstens ${characters} Zeichen`,
  mostFiles: (files) => `eine Liste mit höchstens ${files} Dateien`,
  url: 'eine URL, die mit http:// oder https:// beginnt',
  aboveZero: 'eine Zahl über 0',
  seconds: (least, most) => `eine Zahl von ${least} bis ${most} oder Text`,
}
