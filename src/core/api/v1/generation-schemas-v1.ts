import * as v from 'valibot'
import {
  type GenerationSchemas,
  MediaFileSchema,
  ModelSchema,
  mediaIn,
  TranscriptionSchema,
} from '../generation-fields.ts'
import { words } from '../generation-words.ts'

const ImageSchema = v.object({
  model: ModelSchema,
  // The member is required. Models without a prompt get an empty one.
  prompt: v.string(),
  files: v.optional(v.array(MediaFileSchema)),
  aspect_ratio: v.optional(v.string()),
})

const VideoSchema = v.object({
  ...ImageSchema.entries,
  /** Seconds, or `auto` when the model chooses. */
  duration: v.optional(
    v.union([v.literal('auto'), v.pipe(v.number(), v.gtValue(0, words.aboveZero))]),
  ),
})

export const GENERATION_SCHEMAS_1: GenerationSchemas = {
  image: v.pipe(
    ImageSchema,
    v.transform(({ model, files }) => ({ model, media: mediaIn(files) })),
  ),
  video: v.pipe(
    VideoSchema,
    v.transform(({ model, files, duration }) => ({ model, media: mediaIn(files), duration })),
  ),
  transcription: TranscriptionSchema,
}
