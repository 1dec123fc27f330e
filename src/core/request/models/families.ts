import type { ModelFamily } from './family.ts'
import { words } from './family-words.ts'
import { FOLLOWING_FAMILIES } from './following-families.ts'
import { IMAGE_FAMILIES } from './image-families.ts'
import { VIDEO_FAMILIES } from './video-families.ts'

const SOUND = {
  endpoint: 'transcription',
  files: { audio: [1, 1, 'voice'] },
  extensions: 'mp3 wav m4a ogg flac webm',
  prompt: 'optional',
  source: 'models/transcription/whisper',
} as const

const SOUND_FAMILIES: readonly ModelFamily[] = [
  {
    ...SOUND,
    name: words.names.whisperAtGroq,
    ids: 'groq_whisper_large_v3_turbo',
    state: 'recommended',
  },
  { ...SOUND, name: 'Whisper', ids: 'whisper whisper_large_v3 groq_whisper groq_whisper_large_v3' },
]

/** Every model that the documents of the gateway name for a request with files. */
export const FAMILIES: readonly ModelFamily[] = [
  ...IMAGE_FAMILIES,
  ...VIDEO_FAMILIES,
  ...FOLLOWING_FAMILIES,
  ...SOUND_FAMILIES,
]
