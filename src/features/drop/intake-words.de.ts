import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './intake-words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

export const words: Translated<typeof english> = {
  chooseFiles: 'Dateien wählen',
  chooseFolder: 'Ordner wählen',
  nothingCopied: 'Die Zwischenablage enthält keine Medien. Zuerst ein Bild oder eine URL kopieren.',
  pasteRefused: 'Dieser Browser verweigert die Zwischenablage. Stattdessen Strg+V drücken.',
  nothingToUpload: (count) =>
    `Nichts hochzuladen: ${plural(count, { one: 'Systemdatei', other: 'Systemdateien' })} ignoriert.`,
  notRead: (count) => `${plural(count, FILES)} noch nicht gelesen.`,
  skipped: (count) => `${plural(count, FILES)} übersprungen`,
}
