import { formatNumber, plural } from '../text/format.ts'
import type { Translated } from '../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  waits: {
    key: 'einen API-Schlüssel',
    'bad-key': 'einen gültigen Schlüssel',
    balance: 'Guthaben',
    offline: 'das Netzwerk',
    unreachable: 'das Gateway',
    'rate-limit': 'das Ratenlimit',
    retry: 'den nächsten Versuch',
    'same-content': 'denselben Inhalt',
    'other-tab': 'einen anderen Tab',
  },
  uploaded: (count, total) => `${formatNumber(count)} von ${formatNumber(total)} fertig`,
  counted: {
    failed: (count) => `${formatNumber(count)} Fehler`,
    canceled: (count) => `${formatNumber(count)} abgebrochen`,
    missing: (count) => `${formatNumber(count)} erneut zu wählen`,
    waiting: (count) => plural(count, { one: 'wartet', other: 'warten' }),
  },
  paused: 'pausiert',
  filesWaiting: (count, what) =>
    `${plural(count, { one: 'Datei wartet', other: 'Dateien warten' })} auf ${what}`,
  filesMissing: (count) =>
    `${plural(count, { one: 'Datei ist', other: 'Dateien sind' })} erneut zu wählen`,
  filesToUpload: (count) =>
    plural(count, { one: 'Datei wird hochgeladen', other: 'Dateien werden hochgeladen' }),
  done: (percent) => `${percent}\u00a0% fertig`,
}
