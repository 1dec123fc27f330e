import { formatBytes, formatNumber, plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

const listOf = (files: number, links: number) =>
  [
    ...(files > 0 ? [plural(files, FILES)] : []),
    ...(links > 0 ? [plural(links, { one: 'Link', other: 'Links' })] : []),
  ].join(', ')

export const words: Translated<typeof english> = {
  shared: (files, links) => `Mit Refdrop geteilt: ${listOf(files, links)}.`,
  opened: (files) => `Mit Refdrop geöffnet: ${plural(files, FILES)}.`,
  sharedNote: 'Das kommt von einer anderen App oder Seite. Noch wird nichts hochgeladen.',
  openedNote: 'Noch wird nichts hochgeladen.',
  linksNote: 'Links werden abgerufen und der Anfrage hinzugefügt.',
  awaitsKey: 'Dateien warten dann auf Ihren Schlüssel.',
  textLeftOut: 'Der geteilte Text enthält keinen Link und entfällt.',
  names: 'Namen',
  link: 'Webadresse',
  tooLarge: (limit) => `Über ${limit}`,
  more: (count) => `und ${formatNumber(count)} weitere`,
  upload: 'Hochladen',
  uploadTo: (gateway) => `Zu ${gateway} hochladen`,
  discard: 'Verwerfen',

  outcomes: {
    lost: 'Refdrop war noch nicht bereit, darum ist nichts angekommen. Erneut teilen.',
    empty: 'Es wurde nichts geteilt.',
    text: 'Es wurde nur Text geteilt. Refdrop nimmt Dateien und Links zu Medien an.',
  },
  full: (files, bytes, links) =>
    `Zu viel auf einmal: Nichts davon wurde behalten. Höchstens ${formatNumber(files)} Dateien mit ${formatBytes(bytes)} und ${formatNumber(links)} Links können warten.`,
  failed: 'Der Browser konnte seinen Speicher nicht lesen. Die Schaltfläche erneut drücken.',
  taken: 'Ein anderer Tab von Refdrop hat das übernommen.',
  notOpened: (count) =>
    `${plural(count, { one: 'Datei konnte', other: 'Dateien konnten' })} nicht geöffnet werden.`,

  paste: 'Einfügen',
  takePhoto: 'Foto aufnehmen',
  recordVideo: 'Video aufnehmen',
  nothingCopied: 'Die Zwischenablage enthält keine Medien. Zuerst ein Bild oder eine URL kopieren.',
  pasteRefused: (keys) =>
    `Dieser Browser blockiert die Zwischenablage. Stattdessen ${keys} drücken.`,
  pasteRefusedByTouch:
    'Die Zwischenablage ist blockiert. Den Zugriff für diese Seite erlauben oder Dateien wählen.',
  pasteUnsupported:
    'Dieser Browser bietet Seiten keine Zwischenablage. Stattdessen Dateien wählen.',
  pasteInsecure: 'Einfügen geht nur über HTTPS. Stattdessen Dateien wählen.',

  copyAll: 'Alle URLs kopieren',
  nothingToCopy: 'Keine hochgeladenen Dateien zum Kopieren.',
}
