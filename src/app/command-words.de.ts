import type { GatewayId } from '../core/api/gateways.ts'
import type { Translated } from '../core/text/translated.ts'
import type { Theme } from '../storage/preferences.ts'
import type { words as english } from './command-words.ts'

const THEMES: Record<Theme, string> = {
  system: 'Design des Systems',
  light: 'Helles Design',
  dark: 'Dunkles Design',
}

const SWITCHES: Record<GatewayId, string> = {
  varg: 'Zu varg.ai wechseln',
  sandbox: 'Zur Sandbox wechseln',
}

export const words: Translated<typeof english> = {
  commandMenu: 'Befehlsmenü',
  shortcuts: 'Tastenkürzel',
  inspector: 'Inspektor',
  settings: 'Einstellungen',
  exportHistory: 'Verlauf exportieren…',
  importHistory: 'Verlauf importieren…',
  theme: (theme) => THEMES[theme],
  switchTo: (gateway) => SWITCHES[gateway],
  openInspector: 'Inspektor öffnen',
  closeInspector: 'Inspektor schließen',
  pasteFiles: 'Dateien einfügen',
  copyAll: 'Alle URLs kopieren',
  copyRequest: 'Anfrage kopieren',
  chooseFiles: 'Dateien wählen',
  chooseFolder: 'Ordner wählen',
  search: 'Dateien suchen',
  pasteCode: 'Code einfügen',
  pause: 'Uploads pausieren',
  resume: 'Uploads fortsetzen',
}
