import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './notice-words.ts'

export const words: Translated<typeof english> = {
  notResumed:
    'Die gespeicherte Liste lässt sich nicht öffnen. Prüfen, ob Refdrop läuft, dann neu laden.',
  noSandbox: 'Dieser Server hat keine Sandbox. Dateien gehen an varg.ai.',
  noWebAssembly:
    'Dieser Browser hat kein WebAssembly. Die Hashes der Dateien werden nacheinander berechnet.',
}
