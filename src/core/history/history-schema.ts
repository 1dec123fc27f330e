import * as v from 'valibot'
import { type UploadedFile, UploadedSchema } from '../api/contract.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import { MEDIA_KINDS } from '../media/media-kind.ts'
import { type HistoryEntry, type MediaFacts, MOST_PATHS } from './history.ts'

/** Most characters of a label. */
export const LONGEST_LABEL = 1000

/** Most characters of a path: as many as a path has on Windows. */
const LONGEST_PATH = 32_767

/** Far more parts than the loudness of a sound is drawn in. */
const MOST_PEAKS = 4096

/** The last moment that a Date can name, in milliseconds since 1970. */
const LAST_MOMENT = 8.64e15

export const HashSchema = UploadedSchema.entries.hash
const PathSchema = v.pipe(v.string(), v.maxLength(LONGEST_PATH))
export const AmountSchema = v.pipe(v.number(), v.finite(), v.minValue(0))
export const MomentSchema = v.pipe(AmountSchema, v.maxValue(LAST_MOMENT))

export const GatewaySchema = v.picklist(Object.keys(GATEWAYS) as GatewayId[])

/** What a gateway answered, within the bounds of its contract. */
export const UploadedFileSchema = v.object({
  fileId: UploadedSchema.entries.file_id,
  url: UploadedSchema.entries.url,
  hash: HashSchema,
  size: UploadedSchema.entries.size,
  mediaType: UploadedSchema.entries.media_type,
  deduplicated: UploadedSchema.entries.deduplicated,
}) satisfies v.GenericSchema<unknown, UploadedFile>

export const MediaFactsSchema = v.object({
  width: v.optional(AmountSchema),
  height: v.optional(AmountSchema),
  duration: v.optional(AmountSchema),
  peaks: v.optional(
    v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(100))), v.maxLength(MOST_PEAKS)),
  ),
}) satisfies v.GenericSchema<MediaFacts>

/** An entry as a page, older or newer than this one, or a file may tell it. Bounds are the contract's. */
export const HistoryEntrySchema = v.pipe(
  v.object({
    gateway: GatewaySchema,
    account: v.pipe(v.string(), v.maxLength(200)),
    hash: HashSchema,
    result: UploadedFileSchema,
    paths: v.pipe(v.tupleWithRest([PathSchema], PathSchema), v.maxLength(MOST_PATHS)),
    label: v.pipe(v.string(), v.maxLength(LONGEST_LABEL)),
    at: MomentSchema,
    media: v.optional(MediaFactsSchema),
    kind: v.optional(v.picklist(MEDIA_KINDS)),
    imported: v.optional(v.literal(true)),
    removed: v.optional(v.literal(true)),
  }),
  v.check(({ hash, result }) => result.hash === hash),
) satisfies v.GenericSchema<unknown, HistoryEntry>
