import * as v from 'valibot'
import { wholeBetween } from '../api/field-schemas.ts'
import { words } from '../api/field-words.ts'

export const MAX_BYTES_PER_SECOND = 1e9
/** Maximum sends of one file in a run. */
const MAX_REPEATS = 50
/** Maximum concurrent sends of a run. */
const MAX_PARALLEL = 6

const whole = (minimum: number, maximum: number) =>
  wholeBetween(minimum, maximum, words.wholeBetween(minimum, maximum))

/** The message of an issue names the accepted values. */
export const CustomSendOptionsSchema = v.object({
  /** Which hash `X-Content-Hash` holds. */
  hash: v.picklist(['right', 'bare', 'none', 'wrong', 'malformed']),
  /** Which type `Content-Type` holds. `usual` depends on the version of the gateway. */
  contentType: v.picklist(['usual', 'octet-stream', 'media-type', 'wrong', 'none']),
  /** Which name `X-Filename` holds. Version 1 usually sends none. Older stored options lack it. */
  fileName: v.optional(v.picklist(['usual', 'none', 'odd']), 'usual'),
  /** Percent of the bytes after which the connection is aborted. Null never aborts it. */
  breakAfter: v.nullable(whole(0, 99)),
  /** Rate limit of the request body. Null is unlimited. */
  bytesPerSecond: v.nullable(whole(1, MAX_BYTES_PER_SECOND)),
  /** Number of sends of each file. */
  repeat: whole(1, MAX_REPEATS),
  /** Number of concurrent sends. */
  parallel: whole(1, MAX_PARALLEL),
})

/** Deviations from an ordinary upload, to test how the gateway reacts. */
export type CustomSendOptions = v.InferOutput<typeof CustomSendOptionsSchema>

/** The options of an ordinary upload. */
export const NO_OPTIONS: CustomSendOptions = {
  hash: 'right',
  contentType: 'usual',
  fileName: 'usual',
  breakAfter: null,
  bytesPerSecond: null,
  repeat: 1,
  parallel: 1,
}

/** @returns undefined when `data` is not valid options */
export function readCustomSendOptions(data: unknown): CustomSendOptions | undefined {
  const parsed = v.safeParse(CustomSendOptionsSchema, data)
  return parsed.success ? parsed.output : undefined
}

/** Whether these are the options of an ordinary upload. Without repeats, nothing is parallel. */
export function isOrdinary(options: CustomSendOptions): boolean {
  const facts = [
    'hash',
    'contentType',
    'fileName',
    'breakAfter',
    'bytesPerSecond',
    'repeat',
  ] as const
  return facts.every((fact) => options[fact] === NO_OPTIONS[fact])
}
