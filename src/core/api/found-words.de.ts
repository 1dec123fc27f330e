import type { Translated } from '../text/translated.ts'
import type { words as english } from './found-words.ts'

/** Sentences without their full stop. */
export const words: Translated<typeof english> = {
  spaces: 'Das sind nur Leerzeichen',
  maskedKey: (key) => `Das ist nur ein maskierter Schlüssel (${key})`,
  keys: (count, keys) =>
    `Das sind ${count === 2 ? 'zwei' : count} verschiedene Schlüssel (${keys.join(', ')})`,
  brokenKey: 'Das ist ein Schlüssel mit einem Leerzeichen oder Zeilenumbruch darin',
  oddKey: (character) => `Das ist ein Schlüssel mit „${character}“ darin oder dahinter`,
  otherService: (prefix) => `Das ist ein Schlüssel eines anderen Dienstes (${prefix}…)`,
  variableName: 'Das ist der Name VARG_API_KEY ohne Schlüssel dahinter',
  webAddress: 'Das ist eine Webadresse und kein Schlüssel',
  noKey: 'Das ist kein Schlüssel',
}
