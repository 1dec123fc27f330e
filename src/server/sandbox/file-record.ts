import * as v from 'valibot'
import { parseJson } from '../../core/text/parse-json.ts'

const MeasuresSchema = v.object({
  /** Pixels, as shown. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  durationMs: v.optional(v.number()),
})

/** What the headers of a file say of its picture and its time. */
export type Measures = v.InferOutput<typeof MeasuresSchema>

/** What the store remembers of a file. Records of earlier builds have only the first three. */
const RecordSchema = v.pipe(
  v.object({
    mediaType: v.string(),
    extension: v.string(),
    /** Bytes. Undefined for a file at another host whose size was not given. */
    size: v.optional(v.number()),
    /** The name under which it was uploaded. */
    name: v.optional(v.string()),
    /** Milliseconds since 1970. */
    createdAt: v.optional(v.number()),
    measures: v.optional(MeasuresSchema),
    /** Set for a file that its sender calls a result. */
    isGenerated: v.optional(v.literal(true)),
    /** Set for a file that was deleted. Its bytes stay. */
    isDeleted: v.optional(v.literal(true)),
    /** Where a file is that was registered without its bytes. */
    remoteUrl: v.optional(v.string()),
    /** Set when the digest is that of the URL, because no one has given one of the bytes. */
    isUnhashed: v.optional(v.literal(true)),
  }),
  v.check(({ size, remoteUrl }) => size !== undefined || remoteUrl !== undefined),
)

export type FileRecord = v.InferOutput<typeof RecordSchema>

/** Undefined when the text is no record. */
export function parseRecord(text: string): FileRecord | undefined {
  const read = v.safeParse(RecordSchema, parseJson(text))
  return read.success ? read.output : undefined
}
