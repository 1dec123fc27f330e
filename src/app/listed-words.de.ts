import { formatNumber, plural } from '../core/text/format.ts'
import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './listed-words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

export const words: Translated<typeof english> = {
  loading: (gateway, count) =>
    count === 0
      ? `Dateien werden von ${gateway} geladen…`
      : `Dateien werden von ${gateway} geladen: bisher ${formatNumber(count)}`,
  loaded: (gateway, count, added) =>
    `${plural(count, FILES)} bei ${gateway}, davon ${formatNumber(added)} hier neu.`,
  none: (gateway) => `${gateway} hat keine Dateien dieses Schlüssels.`,
  stop: 'Anhalten',
  stopped: 'Laden angehalten.',
  show: (count) => `${formatNumber(count)} entfernte zeigen`,
  deleted: (gateway) => `Bei ${gateway} gelöscht.`,
  goneBefore: (gateway) => `${gateway} hatte diese Datei nicht mehr. Hier wurde sie entfernt.`,

  looking: (id) => `${id} wird abgefragt…`,
  lookAgain: 'Erneut abfragen',
  running: (id, status) => `Status von ${id}: ${status}.`,
  failed: (id) => `${id} ist fehlgeschlagen.`,
  failedBy: (id, why) => `${id} ist fehlgeschlagen: ${why}`,
  canceled: (id) => `${id} wurde abgebrochen.`,
  noMedia: (id) => `${id} hat keine Medien.`,
  notFound: (id) => `Zu diesem Schlüssel gibt es ${id} nicht.`,
  added: (id, count) => `${plural(count, FILES)} von ${id} hinzugefügt.`,
  known: (id, count) => `Der Verlauf enthält ${plural(count, FILES)} von ${id} bereits.`,
  addToRequest: 'Zur Anfrage hinzufügen',
  needsVersion: 'Jobs abfragen kann erst API-Version 2. Stattdessen die Antwort einfügen.',
  needsKey: 'Jobs abfragen geht nur mit einem Schlüssel.',
}
