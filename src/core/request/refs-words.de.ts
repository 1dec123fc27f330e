import type { Translated } from '../text/translated.ts'
import type { words as english } from './refs-words.ts'

export const words: Translated<typeof english> = {
  head: [
    'URLs von Dateien, die mit Refdrop hochgeladen wurden, je eine Konstante.',
    'Der Export steht am Ende, weil das Rendern in der Cloud andere Exporte ablehnt.',
  ],
}
