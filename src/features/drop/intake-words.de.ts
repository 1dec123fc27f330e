import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './intake-words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

export const words: Translated<typeof english> = {
  chooseFiles: 'Dateien wählen',
  chooseFolder: 'Ordner wählen',
  nothingToUpload: (count) =>
    `Nichts hochzuladen: ${plural(count, { one: 'Systemdatei', other: 'Systemdateien' })} ignoriert.`,
  notRead: (count) => `${plural(count, FILES)} noch nicht gelesen.`,
  skipped: (count) => `${plural(count, FILES)} übersprungen`,
}
