import { formatNumber, plural } from '../../core/text/format.ts'
import type { Language } from '../../core/text/languages.ts'
import type { Theme } from '../../storage/preferences.ts'
import type { ExportFormat, ImportedHistory, ImportProgress } from './transfer-ports.ts'

const THEMES: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

const RELOADS: Record<Language, string> = { en: 'Reload in English', de: 'Reload in German' }

const EXPORTS: Record<ExportFormat, string> = { json: 'Export JSON', csv: 'CSV', refs: 'refs.ts' }

export const words = {
  settings: 'Settings',
  theme: 'Theme',
  themeName: (theme: Theme) => THEMES[theme],
  language: 'Language',
  languageNote: 'It changes when the page reloads.',
  reloadIn: (language: Language) => RELOADS[language],
  languageBlocked: 'This browser blocks cookies, so its own settings decide.',
  automatic: 'Automatic',
  sends: 'Uploads at a time',
  sendsNote: 'More helps with many small files. Rate limits still apply.',
  verify: 'Check every URL after uploading',
  verifyNote: 'Downloads each file once more.',
  singleKeys: 'Single-key shortcuts',
  singleKeysNote: 'Such as / to search and ? for all shortcuts.',
  notify: 'Notify when uploads end',
  notifyNote: 'While this tab is hidden.',
  notifyBlocked: 'This browser blocks notifications from this page.',
  notifyMissing: 'This browser has no notifications here.',
  history: 'History',
  historyNote: 'Move it to another browser, with your requests. Keys are never exported.',
  export: (format: ExportFormat) => EXPORTS[format],
  /** Screen readers get it before the shorter names. */
  exportAs: 'Export ',
  import: 'Import',
  importWhat: 'history',
  importHistory: 'Import history',
  cancelImport: 'Cancel import',
  saved: (count: number, requests: number, name: string) =>
    `${plural(count, 'file')}${requests > 0 ? ` and ${plural(requests, 'request')}` : ''} saved as ${name}.`,
  importCanceled: 'Import canceled. Nothing changed.',
  progress: ({ done, of }: ImportProgress) =>
    of === undefined
      ? `Reading the file: ${formatNumber(done)} so far.`
      : `Importing ${formatNumber(done)} of ${formatNumber(of)}.`,
  imported: ({ added, back, merged, requests, skipped }: ImportedHistory) => {
    if (added + back + merged + requests + skipped === 0) return 'The history in the file is empty.'
    const parts = [
      `${plural(added, 'file')} added`,
      ...(back > 0 ? [`${plural(back, 'file')} brought back`] : []),
      ...(requests > 0 ? [`${plural(requests, 'request')} added`] : []),
      ...(skipped > 0 ? [`${plural(skipped, 'request')} skipped`] : []),
      ...(merged > 0 ? [`${formatNumber(merged)} known here already`] : []),
    ]
    return `${parts.join(', ')}.`
  },
}
