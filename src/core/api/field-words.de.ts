import { formatNumber } from '../text/format.ts'
import type { Translated } from '../text/translated.ts'
import type { words as english } from './field-words.ts'

export const words: Translated<typeof english> = {
  type: {
    number: 'eine Zahl',
    string: 'Text',
    boolean: 'true oder false',
    Array: 'eine Liste',
    Object: 'ein Objekt',
  },
  url: 'eine vollständige http- oder https-URL',
  hash: 'sha256: und 64 kleingeschriebene Hex-Ziffern',
  size: 'eine ganze Zahl (Bytes)',
  wholeBetween: (minimum, maximum) =>
    `eine ganze Zahl von ${formatNumber(minimum)} bis ${formatNumber(maximum)}`,
  nothing: 'nichts',
  emptyBody: 'ein leerer Body',
  untypedBody: 'ein Body ohne Medientyp',
  jsonObject: 'ein JSON-Objekt',
  jsonError: 'ein Fehler als JSON',
  fieldToBe: (field, value) => `${value} in ${field}`,
  or: (values) => values.join(' oder '),
  unknownField: (field) => `Ein Feld ${field} gibt es nicht.`,
  missingField: (field) => `${field} fehlt.`,
  wrongField: (field, expected, got) => `${field} ist ${got}, erwartet ist ${expected}.`,
  status: (status) => `Die Antwort war ${status}.`,
}
