import * as v from 'valibot'
import type { ErrorWire } from '../api/contract.ts'
import { refuseField, refuseIssue } from '../api/field-problem.ts'
import { knownKind } from '../media/media-kind.ts'
import { parseJson } from '../text/parse-json.ts'
import { words } from './contract-words.ts'
import type { Endpoint } from './generation.ts'
import { findRefusal } from './models/refusal.ts'

const TextSchema = v.pipe(v.string(), v.regex(/\S/, words.someText))

/** Maximum characters of a model's name. */
const MAX_MODEL = 200

const ModelSchema = v.pipe(TextSchema, v.maxLength(MAX_MODEL, words.atMost(MAX_MODEL)))

const UrlSchema = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text), words.url),
)

/** Some clients send the media type with the URL. */
const FileSchema = v.object({ url: UrlSchema, media_type: v.optional(v.string()) })

// Unknown members are allowed, because gateways accept more than this app writes.
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

const TranscriptionSchema = v.object({ model: ModelSchema, audio_url: UrlSchema })

/** A job in the gateway's responses: 202 when it accepts the job, 200 for its status. */
export interface JobWire {
  job_id: string
  status: 'queued' | 'processing' | 'completed' | 'failed' | 'cancelled'
  model: string
  /** A date in ISO 8601. */
  created_at: string
  cache: { hit: boolean }
  message?: string
}

/** The parts of a valid request that a gateway checks first. */
export interface AskedGeneration {
  model: string
  /** Its media in order, each with the field of its URL. */
  media: { field: string; url: string }[]
}

/**
 * Validates the body of a `POST` to one of the `GENERATION_PATHS`. A refusal has a sentence, and the
 * invalid field if there is one: `files.0.url`.
 */
export function readGeneration(
  kind: Endpoint,
  text: string,
): { asked: AskedGeneration } | { refusal: ErrorWire } {
  const data = parseJson(text)
  if (data === undefined) return { refusal: refuseField(words.noJson) }
  switch (kind) {
    case 'image':
      return read(ImageSchema, data)
    case 'video':
      return read(VideoSchema, data)
    case 'transcription':
      return read(TranscriptionSchema, data)
  }
}

type RequestSchema = typeof ImageSchema | typeof VideoSchema | typeof TranscriptionSchema

function read(schema: RequestSchema, data: unknown) {
  const parsed = v.safeParse(schema, data)
  if (!parsed.success) return { refusal: refuseIssue(parsed.issues[0], words.body) }
  const request = parsed.output
  if (!('audio_url' in request)) {
    const { model, files = [] } = request
    const kinds = files.map(({ url, media_type = '' }) => knownKind(media_type, url))
    const duration = 'duration' in request ? request.duration : undefined
    const refusal = findRefusal(model, kinds, duration)
    if (refusal) return { refusal: refuseField(refusal.message, refusal.field) }
  }
  return { asked: { model: request.model, media: mediaOf(request) } }
}

function mediaOf(request: v.InferOutput<RequestSchema>): AskedGeneration['media'] {
  if ('audio_url' in request) return [{ field: 'audio_url', url: request.audio_url }]
  return (request.files ?? []).map(({ url }, place) => ({ field: `files.${place}.url`, url }))
}
