import type { Translated } from '../core/text/translated.ts'
import type { words as english } from './session-words.ts'

export const words: Translated<typeof english> = {
  storage: {
    'no-room': 'Der Browser hat keinen Speicherplatz mehr. Neuladen leert die Liste.',
    refused: 'Dieser Browser blockiert den Speicher. Neuladen leert die Liste.',
    newer:
      'Ein neueres Refdrop ist geöffnet. Diese Seite neu laden, damit die Liste erhalten bleibt.',
    held: 'In einem anderen Tab läuft ein älteres Refdrop. Den Tab schließen und diese Seite neu laden.',
    broken:
      'Die gespeicherte Liste ist nicht lesbar. Zur Reparatur die Websitedaten dieser Seite löschen.',
  },
  noRoomForFiles:
    'Der Browser hat nicht genug Platz für alle wartenden Dateien. Beim Neuladen gehen die größten verloren.',
  otherKey: 'mit einem anderen Schlüssel',
}
