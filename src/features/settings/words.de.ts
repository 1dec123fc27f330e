import { formatNumber, plural } from '../../core/text/format.ts'
import type { Language } from '../../core/text/languages.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { Theme } from '../../storage/preferences.ts'
import type { ExportFormat } from './transfer-ports.ts'
import type { words as english } from './words.ts'

const THEMES: Record<Theme, string> = { system: 'System', light: 'Hell', dark: 'Dunkel' }

const RELOADS: Record<Language, string> = {
  en: 'Auf Englisch neu laden',
  de: 'Auf Deutsch neu laden',
}

const EXPORTS: Record<ExportFormat, string> = {
  json: 'JSON exportieren',
  csv: 'CSV',
  refs: 'refs.ts',
}

const FILES = { one: 'Datei', other: 'Dateien' }
const REQUESTS = { one: 'Anfrage', other: 'Anfragen' }

export const words: Translated<typeof english> = {
  settings: 'Einstellungen',
  theme: 'Design',
  themeName: (theme) => THEMES[theme],
  language: 'Sprache',
  languageNote: 'Wechselt beim Neuladen der Seite.',
  reloadIn: (language) => RELOADS[language],
  languageBlocked: 'Dieser Browser blockiert Cookies, daher entscheiden seine Einstellungen.',
  automatic: 'Automatisch',
  sends: 'Gleichzeitige Uploads',
  sendsNote: 'Mehr hilft bei vielen kleinen Dateien. Ratenlimits gelten weiterhin.',
  verify: 'Jede URL nach dem Hochladen prüfen',
  verifyNote: 'Lädt jede Datei noch einmal herunter.',
  singleKeys: 'Kürzel mit einer Taste',
  singleKeysNote: 'Zum Beispiel / zum Suchen und ? für alle Tastenkürzel.',
  notify: 'Am Ende der Uploads benachrichtigen',
  notifyNote: 'Solange dieser Tab verborgen ist.',
  notifyBlocked: 'Dieser Browser blockiert Benachrichtigungen dieser Seite.',
  notifyMissing: 'Dieser Browser bietet hier keine Benachrichtigungen.',
  history: 'Verlauf',
  historyNote:
    'Verlauf und Anfragen in einen anderen Browser mitnehmen. Schlüssel werden nie exportiert.',
  export: (format) => EXPORTS[format],
  exportAs: 'Export als ',
  import: 'Importieren',
  importWhat: 'des Verlaufs',
  importHistory: 'Verlauf importieren',
  cancelImport: 'Import abbrechen',
  saved: (count, requests, name) =>
    `${plural(count, FILES)}${requests > 0 ? ` und ${plural(requests, REQUESTS)}` : ''} als ${name} gespeichert.`,
  importCanceled: 'Import abgebrochen. Nichts wurde geändert.',
  progress: ({ done, of }) =>
    of === undefined
      ? `Die Datei wird gelesen: bisher ${formatNumber(done)}.`
      : `${formatNumber(done)} von ${formatNumber(of)} importiert.`,
  imported: ({ added, back, merged, requests, skipped }) => {
    if (added + back + merged + requests + skipped === 0)
      return 'Der Verlauf in der Datei ist leer.'
    const parts = [
      `${plural(added, FILES)} hinzugefügt`,
      ...(back > 0 ? [`${plural(back, FILES)} zurückgeholt`] : []),
      ...(requests > 0 ? [`${plural(requests, REQUESTS)} hinzugefügt`] : []),
      ...(skipped > 0 ? [`${plural(skipped, REQUESTS)} übersprungen`] : []),
      ...(merged > 0 ? [`${formatNumber(merged)} hier schon bekannt`] : []),
    ]
    return `${parts.join(', ')}.`
  },
}
