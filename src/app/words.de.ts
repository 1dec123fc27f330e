import { plural } from '../core/text/format.ts'
import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  name: 'Refdrop',
  menu: 'Menü',
  skipToFiles: 'Zu den Dateien springen',
  skipToRequest: 'Zur Anfrage springen',
  loadingFiles: 'Ihre Dateien werden geladen',
  failures: (count) => plural(count, { other: 'Fehler' }),
  showFailures: 'Simulierte Fehler zeigen',
  inspector: 'Inspektor',
  theInspector: 'Der Inspektor',
  thePage: 'Die Seite',
  notices: 'Meldungen',
  partMissing: 'Ein Teil der Seite fehlt. Prüfen, ob Refdrop noch läuft.',
  partStuck: 'Ein Teil der Seite fehlt. Die Seite neu laden. Liste und Anfrage bleiben.',
  updated: 'Refdrop wurde aktualisiert. Die Seite neu laden. Liste und Anfrage bleiben.',
  newVersion: 'Eine neue Version ist bereit. Liste und Anfrage bleiben.',
  reload: 'Neu laden',
  tryAgain: 'Erneut versuchen',
}
