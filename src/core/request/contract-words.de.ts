import type { Translated } from '../text/translated.ts'
import type { words as english } from './contract-words.ts'

export const words: Translated<typeof english> = {
  noJson: 'Der Body ist kein JSON.',
  body: 'Der Body',
}
