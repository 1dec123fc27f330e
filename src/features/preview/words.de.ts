import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  previous: 'Vorherige',
  next: 'Nächste',
  details: 'Details',
  openUrl: 'URL öffnen',
  cannotShow: {
    image: 'Dieser Browser kann dieses Bild nicht anzeigen.',
    video: 'Dieser Browser kann dieses Video nicht abspielen.',
    audio: 'Dieser Browser kann diese Audiodatei nicht abspielen.',
  },
  offline: 'Die Vorschau braucht eine Internetverbindung.',
  unchanged: 'Die Datei wurde unverändert hochgeladen und ihre URL funktioniert.',
  unknownCause: 'Die URL antwortet nicht, oder der Browser unterstützt das Format nicht.',
  play: 'Abspielen',
  pause: 'Pause',
  position: 'Position',
  timeOf: (time, duration) => `${time} von ${duration}`,
  facts: (facts) => facts.join(' · '),
}
