import * as v from 'valibot'
import { isContentHash, type UploadedFile } from '../api/contract.ts'
import { between, text } from '../api/field-schemas.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import { UploadedSchema } from '../api/v1/send-v1.ts'
import { MEDIA_KINDS } from '../media/media-kind.ts'
import { type FileKey, type HistoryEntry, MAX_PATHS, type MediaFacts } from './history.ts'

/** Maximum characters of a label. */
export const MAX_LABEL_LENGTH = 1000

/** Maximum characters of a path, the limit on Windows. */
const MAX_PATH_LENGTH = 32_767

/** Maximum characters of the gateway's title for a file. */
const MAX_TITLE_LENGTH = 2000

/** Maximum peaks of a sound, far more than a waveform shows. */
const MAX_PEAKS = 4096

/** The latest time that a `Date` can hold, in milliseconds since 1970. */
const MAX_TIME = 8.64e15

export const HashSchema = UploadedSchema.entries.hash
const PathsSchema = v.pipe(
  v.array(text(MAX_PATH_LENGTH)),
  v.check(({ length }) => length > 0 && length <= MAX_PATHS),
)
/** Excludes infinity. */
export const AmountSchema = between(0, Number.MAX_VALUE)
export const MomentSchema = between(0, MAX_TIME)

export const GatewaySchema = v.picklist(Object.keys(GATEWAYS) as GatewayId[])

/** An upload's result, within the bounds of the gateway's contract. */
export const UploadedFileSchema = v.object({
  fileId: UploadedSchema.entries.file_id,
  url: UploadedSchema.entries.url,
  hash: HashSchema,
  size: UploadedSchema.entries.size,
  mediaType: UploadedSchema.entries.media_type,
  deduplicated: UploadedSchema.entries.deduplicated,
  isUnconfirmed: v.optional(v.literal(true)),
}) satisfies v.GenericSchema<unknown, UploadedFile>

const FileKeySchema = v.custom<FileKey>((value) => typeof value === 'string')

const isFileKey = (key: string, url: string) => isContentHash(key) || key === `url:${url}`

export const MediaFactsSchema = v.object({
  width: v.optional(AmountSchema),
  height: v.optional(AmountSchema),
  duration: v.optional(AmountSchema),
  peaks: v.optional(
    v.pipe(
      v.array(between(0, 100)),
      v.check(({ length }) => length <= MAX_PEAKS),
    ),
  ),
}) satisfies v.GenericSchema<MediaFacts>

/**
 * Validates entries from a file, or from an older or newer version of the page. The bounds are
 * those of the gateway's contract.
 */
export const HistoryEntrySchema = v.pipe(
  v.object({
    gateway: GatewaySchema,
    account: text(200),
    hash: FileKeySchema,
    result: v.object({ ...UploadedFileSchema.entries, hash: FileKeySchema }),
    paths: v.custom<HistoryEntry['paths']>((value) => v.is(PathsSchema, value)),
    label: text(MAX_LABEL_LENGTH),
    at: MomentSchema,
    batch: v.optional(MomentSchema),
    below: v.optional(AmountSchema),
    media: v.optional(MediaFactsSchema),
    kind: v.optional(v.picklist(MEDIA_KINDS)),
    checkedAt: v.optional(MomentSchema),
    imported: v.optional(v.literal(true)),
    listed: v.optional(v.literal(true)),
    generated: v.optional(v.literal(true)),
    title: v.optional(text(MAX_TITLE_LENGTH)),
    picture: v.optional(UploadedSchema.entries.url),
    removed: v.optional(v.literal(true)),
  }),
  v.check(({ hash, result }) => result.hash === hash && isFileKey(hash, result.url)),
) satisfies v.GenericSchema<unknown, HistoryEntry>
