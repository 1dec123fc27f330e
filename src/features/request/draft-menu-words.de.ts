import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './draft-menu-words.ts'

export const words: Translated<typeof english> = {
  requests: 'Anfragen',
  current: (title) => `Anfragen: ${title}`,
  create: 'Neue Anfrage',
  duplicate: 'Duplizieren',
  rename: 'Umbenennen…',
  delete: 'Anfrage löschen',
  deleted: 'Anfrage gelöscht.',
  renameRequest: 'Anfrage umbenennen',
  name: 'Name der Anfrage',
  save: 'Umbenennen',
}
