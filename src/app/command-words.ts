import type { GatewayId } from '../core/api/gateways.ts'
import type { Theme } from '../storage/preferences.ts'

const THEMES: Record<Theme, string> = {
  system: 'System theme',
  light: 'Light theme',
  dark: 'Dark theme',
}

const SWITCHES: Record<GatewayId, string> = {
  varg: 'Switch to varg.ai',
  sandbox: 'Switch to the sandbox',
}

/** The words of the commands of the page, in its menus. */
export const words = {
  commandMenu: 'Command menu',
  shortcuts: 'Keyboard shortcuts',
  inspector: 'Inspector',
  settings: 'Settings',
  exportHistory: 'Export history…',
  importHistory: 'Import history…',
  theme: (theme: Theme) => THEMES[theme],
  switchTo: (gateway: GatewayId) => SWITCHES[gateway],
  openInspector: 'Open the inspector',
  closeInspector: 'Close the inspector',
  pasteFiles: 'Paste files',
  copyAll: 'Copy all URLs',
  copyRequest: 'Copy request',
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose folder',
  search: 'Search files',
  pasteCode: 'Paste code',
  pause: 'Pause uploads',
  resume: 'Resume uploads',
}
