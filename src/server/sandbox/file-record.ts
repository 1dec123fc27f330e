import * as v from 'valibot'
import { parseJson } from '../../core/text/parse-json.ts'

/** What the store remembers of a file. Records of earlier builds have only the first three. */
const RecordSchema = v.object({
  mediaType: v.string(),
  extension: v.string(),
  /** Bytes. */
  size: v.number(),
  /** The name under which it was uploaded. */
  name: v.optional(v.string()),
  /** Milliseconds since 1970. */
  createdAt: v.optional(v.number()),
  /** Set for a file that its sender calls a result. */
  isGenerated: v.optional(v.literal(true)),
  /** Set for a file that was deleted. Its bytes stay. */
  isDeleted: v.optional(v.literal(true)),
})

export type FileRecord = v.InferOutput<typeof RecordSchema>

/** Undefined when the text is no record. */
export function parseRecord(text: string): FileRecord | undefined {
  const read = v.safeParse(RecordSchema, parseJson(text))
  return read.success ? read.output : undefined
}
