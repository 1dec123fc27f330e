import type { Translated } from '../../text/translated.ts'
import type { words as english } from './family-words.ts'

export const words: Translated<typeof english> = {
  names: {
    seedanceWithReferences: 'Seedance 2 mit Referenzen',
    seedanceFromText: 'Seedance 2 aus Text',
    seedanceFromImage: 'Seedance 2 aus einem Bild',
    seedanceAtPiapi: 'Seedance 2 bei PiAPI',
    seedanceFastAtPiapi: 'Seedance 2 fast und mini bei PiAPI',
    whisperAtGroq: 'Whisper turbo bei Groq',
    sima: 'Sima-Upscaler',
    videoUpscaler: 'Video-Upscaler',
    imageUpscaler: 'Bild-Upscaler',
    backgroundRemover: 'Hintergrund-Entferner',
  },
  sources: {
    skills: 'references/models der Skills',
    openApi: 'das OpenAPI-Dokument',
    openApi1: 'das OpenAPI-Dokument von Version 1',
  },
}
