import * as v from 'valibot'
import { words } from './generation-words.ts'

/** Maximum characters of a model's name. */
const MAX_MODEL = 200

export const ModelSchema = v.pipe(
  v.string(),
  v.regex(/\S/, words.someText),
  v.maxLength(MAX_MODEL, words.atMost(MAX_MODEL)),
)

const MediaUrlSchema = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text), words.url),
)

/** What a valid body requests, independent of the version. */
export interface ReadGeneration {
  model: string
  /** Its media in order, each with the path of its URL in the body: `files.0.url`. */
  media: { field: string; url: string; mediaType?: string | undefined }[]
  /** Seconds, or a word. */
  duration?: number | string | undefined
}

/** Unknown members are allowed, because gateways accept more than this app writes. */
export type GenerationSchemas = Record<
  'image' | 'video' | 'transcription',
  v.GenericSchema<unknown, ReadGeneration>
>

/** Some clients send the media type with the URL. */
export const MediaFileSchema = v.object({ url: MediaUrlSchema, media_type: v.optional(v.string()) })

/** A transcription has one sound and no `files`. */
export const TranscriptionSchema = v.pipe(
  v.object({ model: ModelSchema, audio_url: MediaUrlSchema }),
  v.transform(({ model, audio_url: url }) => ({ model, media: [{ field: 'audio_url', url }] })),
)

export function mediaIn(files: readonly v.InferOutput<typeof MediaFileSchema>[] = []) {
  return files.map(({ url, media_type: mediaType }, place) => ({
    field: `files.${place}.url`,
    url,
    mediaType,
  }))
}
