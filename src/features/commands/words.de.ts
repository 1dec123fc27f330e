import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  commandMenu: 'Befehlsmenü',
  search: 'Aktionen und Dateien suchen',
  results: 'Treffer',
  actions: 'Aktionen',
  files: 'Dateien',
  none: 'Keine Treffer.',
  close: 'Schließen',
  copyUrl: 'URL kopieren',
  copied: 'Kopiert',
  added: 'Hinzugefügt',
  add: 'Zur Anfrage hinzufügen',
  move: 'navigieren',
  run: 'ausführen',
  addHint: 'Datei zur Anfrage hinzufügen',
  found: (count) => plural(count, { other: 'Treffer' }),
  urlCopied: (name) => `URL von ${name} kopiert`,
  fileAdded: (name) => `${name} zur Anfrage hinzugefügt`,

  shortcuts: 'Tastenkürzel',
  anywhere: 'Überall',
  inList: 'In der Liste',
  moveRows: 'Navigieren',
  extend: 'Auswahl erweitern',
  select: 'Auswählen',
  selectAll: 'Alle auswählen',
  preview: 'Vorschau',
  addToRequest: 'Zur Anfrage hinzufügen',
  retry: 'Erneut versuchen',
  remove: 'Entfernen',
  undo: 'Rückgängig',
  singleKeysOff: 'Kürzel mit einer Taste sind in den Einstellungen ausgeschaltet.',
}
