import { formatNumber, plural } from '../../../core/text/format.ts'
import type { Translated } from '../../../core/text/translated.ts'
import type { words as english } from './words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

export const words: Translated<typeof english> = {
  files: 'Dateien',
  moreActions: 'Weitere Aktionen',
  loading: 'Ihre Dateien werden geladen',
  theList: 'Die Liste',
  thisFile: 'Diese Datei',

  search: 'Dateien suchen',
  searchIn: (count) => (count > 1 ? `${plural(count, FILES)} durchsuchen` : 'Dateien suchen'),
  found: (count) => `${plural(count, FILES)} gefunden`,
  foundOf: (count, total) => `${formatNumber(count)} von ${plural(total, FILES)}`,
  searching: 'Verlauf wird durchsucht…',

  filter: 'Filter',

  view: 'Ansicht',
  list: 'Liste',
  grid: 'Raster',

  justNow: 'Gerade eben',
  today: 'Heute',
  yesterday: 'Gestern',
  allFiles: 'Alle Dateien',
  fileCount: (count) => plural(count, FILES),
  added: (count) => `${plural(count, FILES)} zur Anfrage hinzugefügt`,
  full: (left) => `Die Anfrage ist voll: ${formatNumber(left)} nicht hinzugefügt`,
  removed: (count) =>
    count > 1
      ? `${plural(count, FILES)} entfernt. Deren URLs funktionieren weiter.`
      : 'Aus dem Verlauf entfernt. Die URL funktioniert weiter.',
  canceledAll: (count) => `${plural(count, { one: 'Upload', other: 'Uploads' })} abgebrochen.`,
  cleared: (count) => `${plural(count, FILES)} aus der Liste ausgeblendet.`,
}
