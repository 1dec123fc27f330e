import { formatBytes, plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

export const words: Translated<typeof english> = {
  promise: 'Medien ablegen. URLs für Varg-Anfragen erhalten.',
  orPaste: 'oder einfügen',
  limits: (bytes) => `Bilder, Audio und Video bis ${formatBytes(bytes)}, Byte für Byte`,

  readingFolder: 'Ordner wird gelesen.',
  found: (count) => `Ordner wird gelesen: ${plural(count, FILES)} gefunden`,
  inspecting: (count) =>
    plural(count, { one: 'Datei wird gelesen…', other: 'Dateien werden gelesen…' }),
}
