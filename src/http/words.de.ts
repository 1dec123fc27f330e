import { plural } from '../core/text/format.ts'
import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  connectionBroke: 'Die Verbindung ist abgebrochen, oder es hat zu lange gedauert.',
  body: (size, type) => {
    const bytes = plural(size, { one: 'Byte', other: 'Bytes' })
    return type === '' ? `<${bytes} ohne Typ>` : `<${bytes} vom Typ ${type}>`
  },
}
