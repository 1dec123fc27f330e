import * as v from 'valibot'
import { GatewaySchema, MediaFactsSchema } from '../core/history/history-schema.ts'
import { MEDIA_KINDS } from '../core/media/media-kind.ts'
import { type Draft, EMPTY_DRAFT } from '../core/request/composer.ts'
import { REQUEST_KINDS, type RequestKind } from '../core/request/generation.ts'
import { parseJson } from '../core/text/parse-json.ts'
import { isValueObject } from '../core/text/value-code.ts'
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
  option: v.optional(v.string()),
})

const DraftSchema = v.object({
  kind: v.picklist(REQUEST_KINDS),
  prompt: v.string(),
  models: v.object(v.entriesFromList(REQUEST_KINDS, v.optional(v.string()))),
  aspectRatio: v.string(),
  duration: v.string(),
  // Absent in earlier drafts.
  extra: v.optional(v.string(), ''),
  format: v.string(),
  references: v.array(ReferenceSchema),
}) satisfies v.GenericSchema<unknown, Draft>

/** Earlier drafts have these models when none was chosen. */
const FORMER_DEFAULTS: Draft['models'] = {
  image: 'nano-banana-pro/edit',
  video: 'kling-v3',
  lipsync: 'sync-v2-pro',
  frames: 'kling-v3',
  transcription: 'whisper',
}

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
  const stored = parseJson(tab.get(DRAFT_NAME) ?? device.get(DRAFT_NAME) ?? '')
  const parsed = v.safeParse(DraftSchema, stored)
  if (!parsed.success) return EMPTY_DRAFT
  const { references, models } = parsed.output
  const isEarlier = isValueObject(stored) && !('extra' in stored)
  // Stored ids may not be unique.
  return {
    ...migrateFormat(parsed.output),
    models: isEarlier ? withoutDefaults(models) : models,
    references: references.map((reference, place) => ({ ...reference, id: String(place + 1) })),
  }
}

function withoutDefaults(models: Draft['models']): Draft['models'] {
  const chosen = REQUEST_KINDS.filter((kind) => models[kind] !== FORMER_DEFAULTS[kind])
  return Object.fromEntries(chosen.map((kind) => [kind, models[kind]]))
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
