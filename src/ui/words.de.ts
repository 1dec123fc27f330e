import type { words as english } from './words.ts'

export const words: typeof english = {
  close: 'Schließen',
  dismiss: 'Ausblenden',
  copied: 'Kopiert',
  clearText: 'Text löschen',
  message: 'Meldung',
  search: 'Suchen',
  thisDialog: 'Dieser Dialog',
  broken: (what) => `${what} konnte nicht angezeigt werden. Uploads laufen weiter.`,
  reloadPart: 'Diesen Teil neu laden',
  copyByHand: (keys) => `Die Zwischenablage ist blockiert. Mit ${keys} von Hand kopieren.`,
  copyKeys: 'Strg+C',
  textToCopy: 'Text zum Kopieren',
}
