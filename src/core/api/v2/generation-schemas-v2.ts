import * as v from 'valibot'
import {
  type GenerationSchemas,
  MediaFileSchema,
  ModelSchema,
  mediaIn,
  TranscriptionSchema,
} from '../generation-fields.ts'
import { words } from '../generation-words.ts'
import { GENERATION_LIMITS_2 } from './limits-v2.ts'

const { prompt, files, seconds } = GENERATION_LIMITS_2

const ImageSchema = v.object({
  model: ModelSchema,
  prompt: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => [...text].length <= prompt, words.atMost(prompt)),
    ),
  ),
  files: v.optional(v.pipe(v.array(MediaFileSchema), v.maxLength(files, words.mostFiles(files)))),
  aspect_ratio: v.optional(v.string()),
})

const VideoSchema = v.object({
  ...ImageSchema.entries,
  /** Seconds, or any text. */
  duration: v.optional(
    v.union([
      v.string(),
      v.pipe(
        v.number(),
        v.minValue(seconds[0], words.seconds(...seconds)),
        v.maxValue(seconds[1], words.seconds(...seconds)),
      ),
    ]),
  ),
})

export const GENERATION_SCHEMAS_2: GenerationSchemas = {
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
