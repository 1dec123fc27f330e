import type { Translated } from '../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  outcome: {
    aborted: 'abgebrochen',
    noAnswer: 'keine Antwort',
    stalled: 'Stillstand',
    brokenOff: 'abgerissen',
  },
  mark: {
    test: 'Testversand',
    check: 'Prüfung',
    byRefdrop: 'von Refdrop',
    badAnswer: 'ungültige Antwort',
    cdnPage: 'CDN-Seite',
    mismatch: 'Abweichung',
  },
  call: {
    send: 'Upload',
    ask: 'Hash nachschlagen',
    list: 'Dateien auflisten',
    file: 'Einzelne Datei',
    remove: 'Datei löschen',
    import: 'URL importieren',
    probe: 'URL untersuchen',
    me: 'Inhaber des Schlüssels',
    balance: 'Guthaben',
    estimate: 'Preis',
    job: 'Status eines Jobs',
  },
  abortedSend: 'Von Ihnen abgebrochen',
}
