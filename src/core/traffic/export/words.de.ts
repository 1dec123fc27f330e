import { formatNumber, plural } from '../../text/format.ts'
import type { Translated } from '../../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  aborted: 'Vor dem Ende von Ihnen abgebrochen.',
  size: (bytes) => plural(bytes, { one: 'Byte', other: 'Bytes' }),
  byServer: 'vom Refdrop-Server',
  byServerNote: 'vom Refdrop-Server, nicht vom Gateway',
  answeredByServer: 'Der Refdrop-Server hat geantwortet, nicht das Gateway.',
  headersAsAsked: 'Header, wie die Seite sie gesetzt hat.',
  noAnswer: 'keine Antwort',
  noAnswerNote: (why) => (why === undefined ? 'keine Antwort' : `keine Antwort: ${why}`),
  firstCharacters: (shown, all) =>
    `die ersten ${formatNumber(shown)} von ${formatNumber(all)} Zeichen`,

  report: {
    call: 'Aufruf',
    differences: 'Testversand',
    outcome: 'Ergebnis',
    time: 'Zeit',
    apiVersion: 'API-Version',
    gateway: 'Gateway',
    unknownGateway: 'unbekannt',
    requestId: 'Request-ID von Refdrop',
    browser: 'Browser',
    timing: 'Zeiten',
    purposes: { upload: 'Upload', test: 'Testversand', check: 'Prüfung', page: 'Seite' },
    phases: {
      waiting: 'Warten',
      hashing: 'Hash-Berechnung',
      connecting: 'Verbinden',
      sending: 'Senden',
      answering: 'Warten auf Antwort',
      reading: 'Lesen',
    },
    broke: (phase) => `${phase} (abgerissen)`,
    total: (time) => `insgesamt ${time}`,
    checks: (gateway) => `Prüfungen von ${gateway}`,
  },
}
