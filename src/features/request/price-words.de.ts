import { formatCents, formatSeconds, plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './price-words.ts'

export const words: Translated<typeof english> = {
  estimate: 'Preis schätzen',
  price: (cents) => `${formatCents(cents)} (${plural(cents, { one: 'Credit', other: 'Credits' })})`,
  noPrice: 'Kein Preis bekannt.',
  codes: new Map([
    ['model_not_found', 'Das Gateway kennt dieses Modell nicht.'],
    ['invalid_request', 'Das Gateway würde diese Anfrage ablehnen.'],
    ['no_pricing', 'Das Gateway hat derzeit keinen Preis für dieses Modell.'],
  ]),
  rateLimit: (seconds) =>
    `Das Ratenlimit des Gateways ist erreicht. In ${formatSeconds(seconds)} erneut fragen.`,
  refused: (status) => `Das Gateway nannte keinen Preis (${status}).`,
}
