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
  textLeftOut: 'Der geteilte Text enthält keinen Link und entfällt.',
  names: 'Namen',
  link: 'Webadresse',
  more: (count) => `und ${formatNumber(count)} weitere`,
  upload: 'Hochladen',
  discard: 'Verwerfen',

  outcomes: {
    lost: 'Nichts ist angekommen. Bitte noch einmal teilen.',
    empty: 'Es wurde nichts geteilt.',
    text: 'Es wurde nur Text geteilt. Refdrop nimmt Dateien und Links zu Medien.',
  },
  full: (items, bytes) =>
    `Zu viel auf einmal. Höchstens ${formatNumber(items)} Dateien und ${formatBytes(bytes)} können warten.`,
  notOpened: (count) =>
    `${plural(count, { one: 'Datei konnte', other: 'Dateien konnten' })} nicht geöffnet werden.`,

  paste: 'Einfügen',
  takePhoto: 'Foto aufnehmen',
  recordVideo: 'Video aufnehmen',
  nothingCopied: 'Die Zwischenablage enthält keine Medien. Zuerst ein Bild oder eine URL kopieren.',
  pasteRefused: 'Dieser Browser verweigert die Zwischenablage. Stattdessen Strg+V drücken.',
  pasteRefusedByTouch:
    'Die Zwischenablage ist gesperrt. Sie für diese Seite erlauben oder Dateien wählen.',
  pasteUnsupported: 'Dieser Browser gibt Seiten keine Zwischenablage. Stattdessen Dateien wählen.',
  pasteInsecure: 'Einfügen braucht https. Stattdessen Dateien wählen.',

  copyAll: 'Alle URLs kopieren',
  nothingToCopy: 'Keine hochgeladenen Dateien zum Kopieren.',
}
