import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './words.ts'

const EXAMPLE = '@image1 läuft durch …'

export const words: Translated<typeof english> = {
  request: 'Anfrage',
  referenceCount: (count) => plural(count, { one: 'Referenz', other: 'Referenzen' }),
  open: (count) => (count === 0 ? 'Anfrage' : `Anfrage ${count}`),
  openBelow: (count) => (count === 0 ? 'Anfrage' : `Anfrage · ${count}`),
  addFiles: 'Dateien hinzufügen',
  close: 'Schließen',
  shown: (title) => `Anfrage: ${title}`,
  more: 'Mehr',
  empty: 'Dateien aus der Liste hinzufügen oder Code mit URLs einfügen.',
  moved: (name, tag, place, count) => `${name} ist jetzt ${tag}, ${place} von ${count}`,

  prompt: 'Prompt',
  promptExamples: {
    image: EXAMPLE,
    video: EXAMPLE,
    lipsync: 'Prompt, für Lip-Sync optional',
    frames: EXAMPLE,
    transcription: 'Prompt, für Transkription optional',
    upscale: 'Prompt, beim Hochskalieren ungenutzt',
  },

  kind: 'Art',
  kinds: {
    image: 'Bild',
    video: 'Video',
    lipsync: 'Lip-Sync',
    frames: 'Start- und Endbild',
    transcription: 'Transkription',
    upscale: 'Hochskalieren',
  },
  model: 'Modell',
  aspectRatio: 'Seitenverhältnis',
  duration: 'Dauer in Sekunden',
  seconds: 's',
  auto: 'Auto',
  format: 'Format',
  copy: 'Anfrage kopieren',
  copied: 'Kopiert',
  copiedRequest: 'Anfrage kopiert.',
  addSettings: 'Weitere Einstellungen',
  clear: 'Anfrage leeren',
  cleared: 'Anfrage geleert.',
  clearPrompt: 'Prompt leeren',
  promptCleared: 'Prompt geleert.',
  undone: 'Rückgängig gemacht.',
}
