import { formatNumber, plural } from '../../../core/text/format.ts'
import type { Translated } from '../../../core/text/translated.ts'
import type { words as english } from './hold-words.ts'

export const words: Translated<typeof english> = {
  done: (uploaded, total) => `${formatNumber(uploaded)} von ${formatNumber(total)}`,

  hold: 'Angehalten',
  waitForKey: (count, gateway) =>
    `${plural(count, { one: 'Datei wartet', other: 'Dateien warten' })} auf Ihren ${gateway}-Schlüssel.`,
  addKey: 'Schlüssel eingeben',
  rejected: (gateway) => `${gateway} hat diesen Schlüssel abgelehnt.`,
  rejectedMore: 'Ihre Dateien sind sicher.',
  enterKey: 'Schlüssel eingeben',
  noBalance: (gateway) => `Das Guthaben bei ${gateway} reicht nicht.`,
  noBalanceMore: 'Zum Fortfahren aufladen.',
  topUp: 'Aufladen',
  tryNow: 'Jetzt versuchen',
  offline: 'Sie sind offline.',
  offlineMore: 'Uploads gehen weiter, sobald Sie wieder online sind.',
  pausedMore: 'Uploads sind pausiert.',
  notRunning: 'Refdrop läuft nicht.',
  notRunningMore: 'Zum Fortfahren wieder starten.',
  unreachable: (gateway) => `${gateway} ist nicht erreichbar.`,
  unreachableMore: 'Uploads gehen weiter, sobald es wieder antwortet.',
  rateLimit: (countdown) => `Ratenlimit: nächster Upload in ${countdown}`,
  rateLimitLeft: (left) => `noch etwa ${left}`,
  rateLimitPaused: (countdown) => `Pausiert. Das Ratenlimit endet in ${countdown}.`,
}
