import * as v from 'valibot'
import { type Draft, EMPTY_DRAFT } from '../core/composer.ts'
import { GATEWAYS, type GatewayId } from '../core/gateways.ts'
import { REQUEST_KINDS } from '../core/generation.ts'
import { MediaFactsSchema } from '../core/history-schema.ts'
import { MEDIA_KINDS } from '../core/media-kind.ts'
import { parseJson } from '../core/parse-json.ts'
import type { TextStorage } from './text-storage.ts'

const NAME = 'refdrop.request'

const ReferenceSchema = v.object({
  id: v.string(),
  url: v.string(),
  name: v.string(),
  mediaType: v.string(),
  kind: v.picklist(MEDIA_KINDS),
  media: v.optional(MediaFactsSchema),
  gateway: v.optional(v.picklist(Object.keys(GATEWAYS) as GatewayId[])),
  entry: v.optional(v.string()),
})

const DraftSchema = v.object({
  kind: v.picklist(REQUEST_KINDS),
  prompt: v.string(),
  models: v.object({ image: v.string(), video: v.string(), transcription: v.string() }),
  aspectRatio: v.string(),
  duration: v.string(),
  format: v.string(),
  references: v.array(ReferenceSchema),
}) satisfies v.GenericSchema<unknown, Draft>

/** The request that was put together on this device; an empty one where there is none that reads as one. */
export function readDraft(device: TextStorage): Draft {
  const parsed = v.safeParse(DraftSchema, parseJson(device.get(NAME) ?? ''))
  return parsed.success ? parsed.output : EMPTY_DRAFT
}

export function keepDraft(device: TextStorage, draft: Draft): void {
  device.set(NAME, JSON.stringify(draft))
}
