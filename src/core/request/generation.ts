import type { TaggedReference } from './reference.ts'

/** Endpoints of generations in version 1. */
export const GENERATION_PATHS = {
  image: '/v1/image',
  video: '/v1/video',
  transcription: '/v1/transcription',
} as const

export type Endpoint = keyof typeof GENERATION_PATHS

export const REQUEST_KINDS = ['image', 'video', 'lipsync', 'frames', 'transcription'] as const

/** What a request asks for. It determines the endpoint and the body. */
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const ENDPOINTS: Record<RequestKind, Endpoint> = {
  image: 'image',
  video: 'video',
  lipsync: 'video',
  frames: 'video',
  transcription: 'transcription',
}

/** The model of each kind until another is chosen. A test keeps them in the table of models. */
export const DEFAULT_MODELS: Readonly<Record<RequestKind, string>> = {
  image: 'nano-banana-pro/edit',
  video: 'kling-v3',
  lipsync: 'sync-v2-pro',
  frames: 'kling-v3',
  transcription: 'whisper',
}

/** Whether bodies of the kind have an aspect ratio. A lipsync follows its files. */
export function hasRatio(kind: RequestKind): boolean {
  return kind !== 'lipsync' && kind !== 'transcription'
}

/** Whether bodies of the kind have a duration. */
export function hasDuration(kind: RequestKind): boolean {
  return kind === 'video' || kind === 'frames'
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
