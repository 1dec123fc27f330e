import type { Translated } from '../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = { notInspected: 'nicht untersucht' }
