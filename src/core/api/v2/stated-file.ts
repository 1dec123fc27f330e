import * as v from 'valibot'
import { parseJson } from '../../text/parse-json.ts'
import { field, text } from '../field-schemas.ts'
import { words } from '../field-words.ts'
import { UploadedSchema } from '../v1/send-v1.ts'
import { maybeList, UrlSchema } from './lenient.ts'

const { file_id, size, media_type, deduplicated } = UploadedSchema.entries

const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema))

/**
 * The documented members of the answer to an upload, for checks of a gateway. Only the URL must be
 * there. Another member may be missing or null, but not of another type.
 */
export const StatedFileSchema = v.object({
  file_id: maybe(file_id),
  url: UrlSchema,
  hash: maybe(
    field<string>(
      words.hash,
      (value) => typeof value === 'string' && /^(sha256:)?[0-9a-f]{64}$/i.test(value),
    ),
  ),
  size: maybe(size),
  media_type: maybe(media_type),
  deduplicated: maybe(deduplicated),
  filename: maybe(text(1000)),
})

/** Members that have other names in lists than in the response to an upload. */
export const LISTED_NAMES = { file_id: 'id', size: 'size_bytes' } as const

const PageSchema = v.object({ data: maybeList })

/** The entry of a file in a list, as it is. Undefined when the list does not have it. */
export function findListed(body: string, url: string): Record<string, unknown> | undefined {
  const read = v.safeParse(PageSchema, parseJson(body))
  const EntrySchema = v.object({ url: v.literal(url) })
  const found = read.success && read.output.data?.find((entry) => v.is(EntrySchema, entry))
  return found ? (found as Record<string, unknown>) : undefined
}
