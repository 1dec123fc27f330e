import type { words as english } from './key-words.ts'

export const words: typeof english = {
  ctrl: 'Strg',
  alt: 'Alt',
  shift: 'Umschalt',
  delete: 'Entf',
  escape: 'Esc',
  space: 'Leertaste',
}
