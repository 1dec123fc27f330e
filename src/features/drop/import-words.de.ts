import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './import-words.ts'

export const words: Translated<typeof english> = {
  imports: 'Importe',
  importing: (host) => `Import von ${host}`,
  notImported: 'Nicht importiert',
  byGateway: 'Das Gateway sagt:',
  failed: (name, sentence) => `${name} wurde nicht importiert. ${sentence}`,
  imported: (name) => `${name} importiert.`,
  cancel: 'Abbrechen',
  retry: 'Erneut versuchen',
  throughServer: 'Über Refdrop abrufen',
  dismiss: 'Ausblenden',
}
