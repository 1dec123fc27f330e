import type { Translated } from '../text/translated.ts'
import type { words as english } from './secret-words.ts'

export const words: Translated<typeof english> = { notShown: '(nicht angezeigt)' }
