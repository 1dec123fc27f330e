import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  noKey: 'Kein Schlüssel?',
  trySandbox: 'Sandbox ausprobieren',
  trySamples: 'Mit Beispielen ausprobieren',
  making: 'Beispiele werden erstellt…',
  pasteCode: 'Code einfügen',
}
