import * as v from 'valibot'
import { type ApiVersion, DEFAULT_VERSION } from '../api/api-version.ts'
import type { ErrorWire } from '../api/contract.ts'
import { refuseField, refuseIssue } from '../api/field-problem.ts'
import type { GenerationSchemas, ReadGeneration } from '../api/generation-fields.ts'
import { GENERATION_SCHEMAS_1 } from '../api/v1/generation-schemas-v1.ts'
import { GENERATION_SCHEMAS_2 } from '../api/v2/generation-schemas-v2.ts'
import { knownKind } from '../media/media-kind.ts'
import { parseJson } from '../text/parse-json.ts'
import { words } from './contract-words.ts'
import type { Endpoint } from './generation.ts'
import { findRefusal } from './models/refusal.ts'

const SCHEMAS: Record<ApiVersion, GenerationSchemas> = {
  1: GENERATION_SCHEMAS_1,
  2: GENERATION_SCHEMAS_2,
}

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
export type AskedGeneration = Pick<ReadGeneration, 'model' | 'media'>

/**
 * Validates the body of a call that makes a job. A refusal has a sentence, and the invalid field if
 * there is one: `files.0.url`.
 */
export function readGeneration(
  kind: Endpoint,
  text: string,
  version: ApiVersion = DEFAULT_VERSION,
): { asked: AskedGeneration } | { refusal: ErrorWire } {
  const data = parseJson(text)
  if (data === undefined) return { refusal: refuseField(words.noJson) }
  const parsed = v.safeParse(SCHEMAS[version][kind], data)
  if (!parsed.success) return { refusal: refuseIssue(parsed.issues[0], words.body) }
  const { model, media, duration } = parsed.output
  const kinds = media.map(({ url, mediaType = '' }) => knownKind(mediaType, url))
  const refusal = kind === 'transcription' ? undefined : findRefusal(model, kinds, duration)
  return refusal
    ? { refusal: refuseField(refusal.message, refusal.field) }
    : { asked: { model, media } }
}
