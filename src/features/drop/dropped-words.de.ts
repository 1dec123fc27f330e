import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './dropped-words.ts'

const KINDS: Record<string, string> = { image: 'Bild', video: 'Video', audio: 'Audio' }

export const words: Translated<typeof english> = {
  dropFiles: 'Dateien ablegen',
  dropToUpload: 'Zum Hochladen ablegen',
  dropToAdd: 'Ablegen und zur Anfrage hinzufügen',
  becomesReference: 'Wird hochgeladen und dann zur Referenz',
  byUrl: 'Über die URL, die auch importiert wird',
  swap: 'Ersetzt',
  dropped: ({ count, areFiles, gateway, hasKey }) => {
    const forms = areFiles
      ? { one: 'Datei', other: 'Dateien' }
      : { one: 'Element', other: 'Elemente' }
    const what = count === 0 ? 'Dateien' : plural(count, forms)
    if (hasKey) return `${what} an ${gateway}`
    return `${what}. Es fehlt noch Ihr Schlüssel.`
  },

  ignored: (count) => `${plural(count, { one: 'Systemdatei', other: 'Systemdateien' })} ignoriert`,
  sendAnyway: 'Trotzdem senden',
  dismiss: 'Ausblenden',
  reasons: {
    'not-media': 'Weder Bild noch Audio noch Video',
    empty: 'Leer',
    unreadable: 'Nicht lesbar',
  },
  tooLarge: (limit) => `Über ${limit}`,
  otherVersion: (limit, version, larger) =>
    `Über ${limit}. Version ${version} nimmt bis zu ${larger} an.`,
  overLimit: (size) => `${size} über dem Limit`,
  noBytes: '0 Bytes',
  unknownType: 'Unbekannter Typ',
  claimed: (kind) => `Laut Name: ${KINDS[kind] ?? kind}`,
  archive: 'Archiv',
  document: 'Dokument',
  presentation: 'Präsentation',
  spreadsheet: 'Tabelle',
}
