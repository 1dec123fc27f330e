import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './url-words.ts'

export const words: Translated<typeof english> = {
  copied: (count) => plural(count, { one: 'URL kopiert', other: 'URLs kopiert' }),
}
