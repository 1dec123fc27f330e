import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  workerFailed: 'der Worker ist fehlgeschlagen',
  unreadableMessage: 'eine Nachricht war nicht lesbar',
  hashing: 'WebAssembly oder eine sichere Adresse (HTTPS oder localhost)',
}
