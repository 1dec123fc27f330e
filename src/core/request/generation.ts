import type { TaggedReference } from './reference.ts'

export const REQUEST_KINDS = ['image', 'video', 'transcription'] as const

/** What is to be made: `POST /v1/image`, `/v1/video` or `/v1/transcription`. */
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** Where each kind is asked for, version 1. */
export const GENERATION_PATHS = {
  image: '/v1/image',
  video: '/v1/video',
  transcription: '/v1/transcription',
} as const satisfies Record<RequestKind, string>

/** How the names of models begin that put a voice into a mouth, and the one that is documented. */
export const LIPSYNC_FAMILY = 'sync-'
export const LIPSYNC_MODEL = 'sync-v2-pro'

/** Models that the gateway's documents name, the first of each kind to begin with. */
export const MODELS: Record<RequestKind, readonly [string, ...string[]]> = {
  image: ['nano-banana-pro/edit'],
  video: ['kling-v3', LIPSYNC_MODEL],
  transcription: ['whisper'],
}

/** A request for a generation, as code is written from it. It never holds a key. */
export interface GenerationRequest {
  /** Base URL of the gateway, without `/v1` and without a slash at its end. */
  api: string
  kind: RequestKind
  prompt: string
  model: string
  /** Like `16:9`; empty where the model decides. */
  aspectRatio: string
  /** Seconds; undefined where the model decides. */
  duration: number | undefined
  /** In the order that has meaning. */
  references: readonly TaggedReference[]
}
