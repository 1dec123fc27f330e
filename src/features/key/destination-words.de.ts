import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './destination-words.ts'

export const words: Translated<typeof english> = {
  destination: (host) => `Dateien und Schlüssel gehen an ${host}.`,

  sandboxFacts: (isHere) =>
    `Die Dateien bleiben auf ${isHere ? 'diesem Computer' : 'dem Server dieser Seite'}. Deren URLs funktionieren in echten Anfragen nicht.`,
}
