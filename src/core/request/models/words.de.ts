import { plural } from '../../text/format.ts'
import type { Translated } from '../../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  anySeconds: 'eine beliebige Dauer',
  secondsBetween: (from, to) => `${from} bis ${to} Sekunden`,
  wholeSeconds: (from, to) => `ganze Sekunden von ${from} bis ${to}`,
  oneOfSeconds: (seconds) => `${seconds.slice(0, -1).join(', ')} oder ${seconds.at(-1)} Sekunden`,

  seconds: (range) => `${range} s`,

  files: {
    image: (count) => plural(count, { one: 'Bild', other: 'Bilder' }),
    video: (count) => plural(count, { one: 'Video', other: 'Videos' }),
    audio: (count) => plural(count, { one: 'Audiodatei', other: 'Audiodateien' }),
  },
  upTo: (files) => `bis zu ${files}`,
  textOnly: 'nur Prompt',
  onlyVersion: (version) => `nur Version ${version}`,
  roles: {
    'start-frame': 'Startbild',
    'end-frame': 'Endbild',
    reference: 'Referenzen',
    source: 'Quelle',
    face: 'Gesicht',
    voice: 'Stimme',
    mask: 'Maske',
  },
  withRoles: (files, roles) => `${files}: ${roles}`,
  plus: ' + ',
  dot: ' · ',
  face: '1 Bild oder Video',
}
