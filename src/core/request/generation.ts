import type { ApiVersion } from '../api/api-version.ts'
import type { GenerationCall } from '../api/generation-call.ts'
import type { MediaKind } from '../media/media-kind.ts'
import type { ValueObject } from '../text/value-code.ts'
import type { TaggedReference } from './reference.ts'

/** The name of a call that makes a job. */
export type Endpoint = keyof GenerationCall['routes']

export const REQUEST_KINDS = [
  'image',
  'video',
  'lipsync',
  'frames',
  'transcription',
  'upscale',
] as const

/** What a request asks for. It determines the endpoint and the body. */
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** The endpoint of each kind. For an upscale, it depends on the model. */
export const ENDPOINTS: Record<Exclude<RequestKind, 'upscale'>, Endpoint> = {
  image: 'image',
  video: 'video',
  lipsync: 'video',
  frames: 'video',
  transcription: 'transcription',
}

/**
 * The default model of a request. A test verifies that the table has it. Source: the defaults that
 * the gateway's documents recommend.
 *
 * @param files kinds of the references, in order
 */
export function defaultModel(kind: RequestKind, files: readonly MediaKind[]): string {
  const [first] = files.filter((one) => one !== 'audio')
  switch (kind) {
    case 'image':
      return files.includes('image') ? 'nano-banana-pro/edit' : 'nano-banana-pro'
    case 'video':
    case 'frames':
      return 'kling-v3'
    case 'lipsync':
      return first === 'image' ? 'veed-fabric-1.0' : 'sync-v2-pro'
    case 'transcription':
      return 'groq-whisper-large-v3-turbo'
    case 'upscale':
      return first === 'video' ? 'sima-video-upscaler' : 'seedvr'
  }
}

/** Whether bodies of the kind have an aspect ratio. Others follow their files. */
export function hasRatio(kind: RequestKind): boolean {
  return kind === 'image' || hasDuration(kind)
}

/** Whether bodies of the kind have a duration. */
export function hasDuration(kind: RequestKind): boolean {
  return kind === 'video' || kind === 'frames'
}

/** The gateway that a request is written for. */
export interface ApiTarget {
  /** Base URL of the gateway, without a version and without a trailing slash. */
  api: string
  version: ApiVersion
}

/** A request for a generation, from which snippets are written. It never holds a key. */
export interface GenerationRequest extends ApiTarget {
  kind: RequestKind
  prompt: string
  model: string
  /** For example `16:9`. Empty when the model decides. */
  aspectRatio: string
  /** Seconds, or "auto" where a model has that value. Undefined when the body has none. */
  duration: number | 'auto' | undefined
  /** Further members of the body. `invalid` when the typed text is not a JSON object. */
  extra?: ValueObject | 'invalid' | undefined
  /** Their order determines the tags. */
  references: readonly TaggedReference[]
}
