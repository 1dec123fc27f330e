import * as v from 'valibot'
import { GatewaySchema, MediaFactsSchema, MomentSchema } from '../core/history/history-schema.ts'
import { MEDIA_KINDS } from '../core/media/media-kind.ts'
import type { Draft } from '../core/request/draft.ts'
import type { NamedDraft } from '../core/request/drafts.ts'
import { REQUEST_KINDS, type RequestKind } from '../core/request/generation.ts'
import { isValueObject } from '../core/text/value-code.ts'

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

/** The draft of earlier builds has no name and no time. */
const NamedDraftSchema = v.object({
  ...DraftSchema.entries,
  name: v.optional(v.string(), ''),
  edited: v.optional(MomentSchema, 0),
})

/** Reads what {@link writeDraft} made. Returns undefined when it is not valid. */
export function readDraft(id: string, value: unknown): NamedDraft | undefined {
  const parsed = v.safeParse(NamedDraftSchema, value)
  if (!parsed.success) return undefined
  const { name, edited, ...draft } = parsed.output
  // Stored ids are not always unique.
  const references = draft.references.map((one, place) => ({ ...one, id: String(place + 1) }))
  const isEarlier = isValueObject(value) && !('extra' in value)
  const models = isEarlier ? withoutDefaults(draft.models) : draft.models
  return { id, name, edited, draft: { ...migrateFormat(draft), models, references } }
}

/** A draft as one flat object, with its name and time. */
export function writeDraft({ name, edited, draft }: NamedDraft) {
  return { ...draft, name, edited }
}

function withoutDefaults(models: Draft['models']): Draft['models'] {
  const chosen = REQUEST_KINDS.filter((kind) => models[kind] !== FORMER_DEFAULTS[kind])
  return Object.fromEntries(chosen.map((kind) => [kind, models[kind]]))
}

function migrateFormat(draft: Draft): Draft {
  const kind = FORMER_FORMATS.get(draft.format)
  return kind ? { ...draft, kind, format: 'json-body' } : draft
}
