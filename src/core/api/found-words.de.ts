import type { Translated } from '../text/translated.ts'
import type { words as english } from './found-words.ts'

/** Nominatives, each after a colon. */
export const words: Translated<typeof english> = {
  spaces: 'nur Leerzeichen',
  maskedKey: (key) => `nur ein maskierter Schlüssel (${key})`,
  keys: (count, keys) =>
    `${count === 2 ? 'zwei' : count} verschiedene Schlüssel (${keys.join(', ')})`,
  brokenKey: 'ein Schlüssel mit einem Leerzeichen oder Zeilenumbruch darin',
  oddKey: (character) => `ein Schlüssel mit „${character}“ darin oder dahinter`,
  otherService: (prefix) => `ein Schlüssel eines anderen Dienstes (${prefix}…)`,
  variableName: 'der Name VARG_API_KEY ohne Schlüssel dahinter',
  webAddress: 'eine Webadresse und kein Schlüssel',
  noKey: 'kein Schlüssel',
}
