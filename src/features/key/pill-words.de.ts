import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './pill-words.ts'

export const words: Translated<typeof english> = {
  account: 'Konto',
  addKey: 'Schlüssel eingeben',
  keyRejected: 'Schlüssel abgelehnt',
  offline: 'Offline',
  unreachable: 'Nicht erreichbar',
  balanceOf: (dollars) => `Guthaben ${dollars}`,
}
