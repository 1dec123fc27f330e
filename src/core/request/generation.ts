import type { TaggedReference } from './reference.ts'

export const REQUEST_KINDS = ['image', 'video', 'transcription'] as const

/** The result of a generation. Each kind has an endpoint of its own. */
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** Endpoints in version 1. */
export const GENERATION_PATHS = {
  image: '/v1/image',
  video: '/v1/video',
  transcription: '/v1/transcription',
} as const satisfies Record<RequestKind, string>

/** Prefix of lipsync models, which move lips to an audio file, and the documented model. */
export const LIPSYNC_FAMILY = 'sync-'
export const LIPSYNC_MODEL = 'sync-v2-pro'

/** Models in the gateway's documentation. The first of each kind is the default. */
export const MODELS: Record<RequestKind, readonly [string, ...string[]]> = {
  image: ['nano-banana-pro/edit'],
  video: ['kling-v3', LIPSYNC_MODEL],
  transcription: ['whisper'],
}

/** A request for a generation, from which snippets are written. It never holds a key. */
export interface GenerationRequest {
  /** Base URL of the gateway, without `/v1` and without a trailing slash. */
  api: string
  kind: RequestKind
  prompt: string
  model: string
  /** For example `16:9`. Empty when the model decides. */
  aspectRatio: string
  /** Seconds. Undefined when the model decides. */
  duration: number | undefined
  /** Their order determines the tags. */
  references: readonly TaggedReference[]
}
