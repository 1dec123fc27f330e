import type { Translated } from '../../../core/text/translated.ts'
import type { words as english } from './tile-words.ts'

export const words: Translated<typeof english> = {
  stage: {
    queued: 'In Warteschlange',
    hashing: 'Hash wird berechnet',
    ready: 'Bereit',
    waiting: 'Wartet',
    uploading: 'Wird hochgeladen',
    confirming: 'Wird bestätigt',
    uploaded: 'Hochgeladen',
    failed: 'Fehlgeschlagen',
    canceled: 'Abgebrochen',
    'missing-file': 'Erneut wählen',
  },
  more: 'Weitere Aktionen',
}
