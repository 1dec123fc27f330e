import * as v from 'valibot'
import { parseJson } from '../../core/text/parse-json.ts'

const MeasuresSchema = v.object({
  /** Pixels, as shown. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  durationMs: v.optional(v.number()),
})

/** The dimensions and the duration in the headers of a file. */
export type Measures = v.InferOutput<typeof MeasuresSchema>

/** The stored facts about a file. Records of earlier builds have only the first three. */
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
    /** Set for a file that its sender declares as generated. */
    isGenerated: v.optional(v.literal(true)),
    /** Set for a file that was deleted. Its bytes stay. */
    isDeleted: v.optional(v.literal(true)),
    /** Where a file is that was registered without its bytes. */
    remoteUrl: v.optional(v.string()),
    /** Set when the digest is that of the URL, because the digest of the bytes is not known. */
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
