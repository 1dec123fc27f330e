import { GATEWAYS } from '../../../core/api/gateways.ts'
import { formatNumber, plural } from '../../../core/text/format.ts'
import type { Translated } from '../../../core/text/translated.ts'
import type { words as english } from './find-words.ts'

export const words: Translated<typeof english> = {
  noMatch: 'Keine passenden Dateien.',
  noneOfKey: 'Keine Dateien dieses Schlüssels.',
  noMatchFor: (text) => `Keine Datei passt zu „${text}“.`,
  elsewhere: (count) =>
    `${plural(count, { one: 'Datei', other: 'Dateien' })} eines anderen Gateways oder Schlüssels.`,
  showElsewhere: 'Alle Gateways zeigen',
  clearFilters: 'Filter zurücksetzen',
  showAll: 'Alle Dateien zeigen',
  filter: 'Filter',
  filterRows: { kind: 'Art', place: 'Herkunft', day: 'Tag', sort: 'Sortierung', view: 'Ansicht' },
  removeFilter: (name) => `Filter ${name} entfernen`,
  kinds: { all: 'Alle', image: 'Bilder', video: 'Videos', audio: 'Audio' },
  places: {
    'in-use': 'Dieser Schlüssel',
    varg: GATEWAYS.varg.label,
    sandbox: GATEWAYS.sandbox.label,
    all: 'Alle',
  },
  placeChips: {
    'in-use': 'Dieser Schlüssel',
    varg: GATEWAYS.varg.label,
    sandbox: GATEWAYS.sandbox.label,
    all: 'Alle Gateways',
  },
  days: { all: 'Alle', today: 'Heute', week: '7 Tage', month: '30 Tage' },
  dayChips: { all: 'Alle Tage', today: 'Heute', week: 'Letzte 7 Tage', month: 'Letzte 30 Tage' },
  sorts: { newest: 'Neueste', oldest: 'Älteste', name: 'Name', largest: 'Größe' },
  views: { list: 'Liste', grid: 'Raster' },

  fromGatewayTip: (gateway) => `Listet jede Datei dieses Schlüssels bei ${gateway} auf`,

  deleteAsked: (gateway) => `Bei ${gateway} löschen?`,
  deletes: 'Die Datei wird aus Ihrem Konto und aus dem Verlauf gelöscht.',
  deletesReference: (tag) => `Sie ist ${tag} in Ihrer Anfrage.`,
  deleteWarning:
    'Anderswo eingefügte URLs funktionieren danach vielleicht nicht mehr. Das lässt sich nicht rückgängig machen.',
  delete: 'Löschen',
  keep: 'Datei behalten',

  selection: 'Ausgewählte Dateien',
  selected: (count) => `${formatNumber(count)} ausgewählt`,
  add: 'Zur Anfrage hinzufügen',
  copy: 'URLs kopieren',
  copyFound: (count) => `${plural(count, { one: 'URL', other: 'URLs' })} kopieren`,
  remove: 'Aus dem Verlauf entfernen',
  clearSelection: 'Auswahl aufheben',

  undo: 'Rückgängig',
  undone: 'Rückgängig gemacht.',
  undoWithKeys: 'Strg+Z macht es rückgängig.',
}
