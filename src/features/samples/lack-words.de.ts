import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './lack-words.ts'

export const words: Translated<typeof english> = {
  noClip: 'Dieser Browser kann kein Video erstellen. Daher wurden nur zwei Beispiele hochgeladen.',
  noPicture:
    'Dieser Browser kann kein Bild erstellen. Daher wurden nur zwei Beispiele hochgeladen.',
  noPictures:
    'Dieser Browser kann keine Bilder erstellen. Daher wurde nur eine Stimme hochgeladen.',
}
