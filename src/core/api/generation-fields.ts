import * as v from 'valibot'
import { words } from './generation-words.ts'

/** Maximum characters of a model's name. */
const MAX_MODEL = 200

export const ModelSchema = v.pipe(
  v.string(),
  v.regex(/\S/, words.someText),
  v.maxLength(MAX_MODEL, words.atMost(MAX_MODEL)),
)

export const MediaUrlSchema = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text), words.url),
)

/** What a valid body asks for, in the words of no version. */
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
