import { formatNumber, plural } from '../../core/text/format.ts'
import { formatList } from '../../core/text/format-list.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './tray-words.ts'

const MOST_TAGS = 5

export const words: Translated<typeof english> = {
  references: 'Referenzen',

  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  remove: 'Entfernen',
  moreActions: (tag) => `Weitere Aktionen für ${tag}`,
  swap: 'Ersetzen…',
  import: 'Importieren',
  swapHere: 'Ersetzen',
  rename: (tag, name) => `${tag}, ${name} umbenennen`,
  nameOf: (tag) => `Name von ${tag}`,
  roles: {
    'start-frame': 'Startbild',
    'end-frame': 'Endbild',
    reference: 'Referenz',
    source: 'Quelle',
    face: 'Gesicht',
    voice: 'Stimme',
    mask: 'Maske',
    option: 'Option',
    extra: 'Kein Platz',
    unused: 'Ungenutzt',
  },
  isNow: (name, tag, role) => `${name} ist jetzt ${role ? `${tag}, ${role}` : tag}.`,
  isKind: { image: 'Das ist ein Bild', video: 'Das ist ein Video', audio: 'Das ist Audio' },
  models: 'Dokumentierte Modelle',
  undocumented:
    'Dieses Modell ist nicht dokumentiert. Es wird wie eingegeben gesendet, ohne Hinweise.',
  fittingModels: 'Nur passende Modelle zeigen',
  allModels: 'Alle Modelle zeigen',
  states: { recommended: 'Empfohlen', legacy: 'Älter', deprecated: 'Veraltet' },
  completions: 'Referenzen für den Prompt',
  unknownTags: (tags) => `${listTags(tags)} gibt es nicht.`,
  unusedTags: (tags) => `Der Prompt erwähnt ${listTags(tags)} nicht.`,

  hints: 'Hinweise',
  moreHints: (count) => plural(count, { one: 'weiterer Hinweis', other: 'weitere Hinweise' }),
  fewerHints: 'Weniger',
  why: 'Warum?',
  whyUnknown: 'Ein Modell liest ein Tag nur, wenn die Anfrage diese Referenz enthält.',
  listOnly: (format) => `${format} enthält nur die Referenzen.`,
  whyListOnly: 'Ein anderes Format enthält auch den Prompt und die Einstellungen.',
  whyUnused: 'Das Modell unterscheidet Referenzen anhand ihrer Tags.',

  extra: 'Weitere Einstellungen (JSON)',

  code: 'Code der Anfrage',
  nothingToCopy: 'Noch nichts zu kopieren. Dateien oder einen Prompt hinzufügen.',
  pasteHelp: 'Code oder Text. Medien, Prompt und Einstellungen daraus werden übernommen.',
  codeWithUrls: 'Code mit URLs',
  takeReferences: 'Referenzen übernehmen',
  undo: 'Rückgängig',
}

function listTags(tags: readonly string[]): string {
  const more = tags.length - MOST_TAGS
  return formatList(
    more > 1 ? [...tags.slice(0, MOST_TAGS), `${formatNumber(more)} weitere`] : tags,
  )
}
