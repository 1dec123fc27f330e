import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  apiKey: 'API-Schlüssel',
  optional: 'optional',
  getKey: 'Schlüssel holen',
  keyHint: 'varg_…',
  saveKey: 'Speichern',
  remember: 'Merken',
  rememberHere: 'Auf diesem Gerät merken',
  keyNeeded: 'Einen Schlüssel eingeben. Er beginnt mit varg_ und hat keine Leerzeichen.',
  noKey: (found) => `${found}. Ein Schlüssel beginnt mit varg_ und hat keine Leerzeichen.`,
  noServer: 'Refdrop läuft nicht. Zum Fortfahren wieder starten.',

  keyWorks: 'Schlüssel gültig',
  invalidKey: 'Ungültiger API-Schlüssel',
  notChecked: 'Schlüssel gespeichert, nicht geprüft',
  checking: 'Schlüssel wird geprüft…',
  checkAgain: 'Erneut prüfen',
  machineKey: (mask) => `Schlüssel dieses Computers (${mask})`,
}
