import { plural } from '../../../core/text/format.ts'
import type { Translated } from '../../../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  status: 'Fortschritt der Uploads',
  actions: 'Alle Dateien',
  moreActions: 'Weitere Aktionen für alle Dateien',
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  cancelAll: 'Alle abbrechen',
  retryFailed: 'Erneut versuchen',
  inVersion: (version) => `Mit Version ${version}`,
  clearFinished: 'Fertige ausblenden',
  clearFinishedTip: 'Hochgeladene Dateien bleiben im Verlauf',
  copyAll: 'Alle URLs kopieren',
  pausing: (inFlight) =>
    plural(inFlight, { one: 'Upload läuft noch', other: 'Uploads laufen noch' }),
  pace: (perSecond) => `${perSecond}/s`,
  paceAndTime: (perSecond, left) => `${perSecond}/s, noch ${left}`,
  oneByOne: 'eine Datei nach der anderen',
  failed: (count) =>
    plural(count, { one: 'Datei fehlgeschlagen', other: 'Dateien fehlgeschlagen' }),
}
