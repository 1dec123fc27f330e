import type { Translated } from '../text/translated.ts'
import type { words as english } from './words.ts'

/** Nouns, because they follow "erwartet ist" in an error message. */
export const words: Translated<typeof english> = {
  range: (minimum, maximum) => `eine Zahl von ${minimum} bis ${maximum}`,
  wholeNumber: 'eine ganze Zahl',
  headerName: 'der Name eines Headers',
  allowedHeader: (names) =>
    `${names.join(', ')} oder ein Name, der mit RateLimit oder X-RateLimit beginnt`,
  latinLine: 'eine Zeile aus lateinischen Zeichen',
  asciiLine: 'eine Zeile aus ASCII-Zeichen',
  oneTell: 'eine Liste mit höchstens einem retry-… und einem reset-…, denn jedes ist ein Header',
  eachFlawOnce: 'eine Liste, die jeden Mangel nur einmal nennt',
  notEmpty: 'eine Liste mit mindestens einem Eintrag',
  atMostFaults: (count) => `eine Liste mit höchstens ${count} Fehlern`,
  noJson: 'Der Plan ist kein JSON.',
  plan: 'Der Plan',
}
