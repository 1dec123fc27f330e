import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './gateway-words.ts'

export const words: Translated<typeof english> = { fromGateway: 'Vom Gateway' }
