import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './read-words.ts'

export const words: Translated<typeof english> = { stalled: 'zu lange kamen keine Bytes' }
