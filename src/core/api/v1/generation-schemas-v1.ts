import * as v from 'valibot'
import { type GenerationSchemas, MediaUrlSchema, ModelSchema } from '../generation-fields.ts'
import { words } from '../generation-words.ts'

/** Some clients send the media type with the URL. */
const FileSchema = v.object({ url: MediaUrlSchema, media_type: v.optional(v.string()) })

const ImageSchema = v.object({
  model: ModelSchema,
  // The member is required. Models without a prompt get an empty one.
  prompt: v.string(),
  files: v.optional(v.array(FileSchema)),
  aspect_ratio: v.optional(v.string()),
})

const VideoSchema = v.object({
  ...ImageSchema.entries,
  /** Seconds. Some models choose it. */
  duration: v.optional(
    v.union([v.literal('auto'), v.pipe(v.number(), v.gtValue(0, words.aboveZero))]),
  ),
})

export const GENERATION_SCHEMAS_1: GenerationSchemas = {
  image: v.pipe(
    ImageSchema,
    v.transform(({ model, files }) => ({ model, media: mediaOf(files) })),
  ),
  video: v.pipe(
    VideoSchema,
    v.transform(({ model, files, duration }) => ({ model, media: mediaOf(files), duration })),
  ),
  transcription: v.pipe(
    v.object({ model: ModelSchema, audio_url: MediaUrlSchema }),
    v.transform(({ model, audio_url: url }) => ({ model, media: [{ field: 'audio_url', url }] })),
  ),
}

function mediaOf(files: readonly v.InferOutput<typeof FileSchema>[] = []) {
  return files.map(({ url, media_type: mediaType }, place) => ({
    field: `files.${place}.url`,
    url,
    mediaType,
  }))
}
