import * as v from 'valibot'
import { GatewaySchema, MediaFactsSchema } from '../core/history/history-schema.ts'
import { MEDIA_KINDS } from '../core/media/media-kind.ts'
import { type Draft, EMPTY_DRAFT } from '../core/request/composer.ts'
import { REQUEST_KINDS, type RequestKind } from '../core/request/generation.ts'
import { parseJson } from '../core/text/parse-json.ts'
import { DRAFT_NAME } from './draft-name.ts'
import type { TextStorage } from './text-storage.ts'

const ReferenceSchema = v.object({
  id: v.string(),
  url: v.string(),
  name: v.string(),
  mediaType: v.string(),
  kind: v.picklist(MEDIA_KINDS),
  media: v.optional(MediaFactsSchema),
  gateway: v.optional(GatewaySchema),
})

const DraftSchema = v.object({
  kind: v.picklist(REQUEST_KINDS),
  prompt: v.string(),
  models: v.object({
    image: v.string(),
    video: v.string(),
    transcription: v.string(),
    // Earlier drafts have no models for these.
    lipsync: v.optional(v.string(), EMPTY_DRAFT.models.lipsync),
    frames: v.optional(v.string(), EMPTY_DRAFT.models.frames),
  }),
  aspectRatio: v.string(),
  duration: v.string(),
  format: v.string(),
  references: v.array(ReferenceSchema),
}) satisfies v.GenericSchema<unknown, Draft>

/** Formats of earlier drafts that overrode the kind. */
const FORMER_FORMATS = new Map<string, RequestKind>([
  ['image-body', 'image'],
  ['video-body', 'video'],
  ['transcription-body', 'transcription'],
  ['lipsync-pair', 'lipsync'],
  ['frame-pair', 'frames'],
])

/**
 * Reads the request of this tab, or else the latest one on this device. Returns an empty request
 * when none is valid.
 */
export function readDraft(tab: TextStorage, device: TextStorage): Draft {
  const text = tab.get(DRAFT_NAME) ?? device.get(DRAFT_NAME) ?? ''
  const parsed = v.safeParse(DraftSchema, parseJson(text))
  if (!parsed.success) return EMPTY_DRAFT
  const { references } = parsed.output
  // Stored ids may not be unique.
  return {
    ...migrateFormat(parsed.output),
    references: references.map((reference, place) => ({ ...reference, id: String(place + 1) })),
  }
}

function migrateFormat(draft: Draft): Draft {
  const kind = FORMER_FORMATS.get(draft.format)
  return kind ? { ...draft, kind, format: 'json-body' } : draft
}

export function keepDraft(tab: TextStorage, device: TextStorage, draft: Draft): void {
  const text = JSON.stringify(draft)
  tab.set(DRAFT_NAME, text)
  device.set(DRAFT_NAME, text)
}
