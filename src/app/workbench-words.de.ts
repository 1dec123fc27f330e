import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './workbench-words.ts'

export const words: Translated<typeof english> = {
  theRequest: 'Die Anfrage',
  thisDialog: 'Dieser Dialog',
  copyUrl: 'URL kopieren',
  requestFull: (name) => `Die Anfrage ist voll. ${name} wurde nicht hinzugefügt.`,
}
