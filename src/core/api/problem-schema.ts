import * as v from 'valibot'
import { API_VERSIONS } from './api-version.ts'
import type { Problem } from './problem.ts'
import { readCause } from './server-cause.ts'

const count = v.number()
const text = v.string()

const CauseSchema = v.optional(
  v.pipe(
    v.object({ reason: text, facts: v.unknown() }),
    v.transform(({ reason, facts }) => readCause(reason, facts)),
  ),
)

const otherVersion = v.optional(v.picklist(API_VERSIONS))

const ProblemSchema = v.variant('kind', [
  v.object({
    kind: v.picklist([
      'empty',
      'changed-on-disk',
      'other-content',
      'no-connection',
      'no-room',
      'other-upstream',
    ]),
  }),
  v.object({
    kind: v.picklist(['unreadable', 'worker-lost', 'unsupported', 'unexpected']),
    reason: text,
  }),
  v.object({ kind: v.literal('not-fetched'), reason: text, cause: CauseSchema }),
  v.object({ kind: v.literal('too-large'), size: count, limit: count, otherVersion }),
  v.object({ kind: v.literal('not-media'), found: v.optional(text) }),
  v.object({ kind: v.picklist(['stalled', 'no-answer']), seconds: count }),
  v.object({
    kind: v.literal('refused'),
    status: count,
    code: text,
    message: text,
    field: v.optional(text),
    cause: CauseSchema,
    otherVersion,
  }),
  v.object({ kind: v.literal('cdn-page'), status: count, otherVersion }),
  v.object({
    kind: v.literal('bad-answer'),
    status: count,
    expected: text,
    got: text,
    otherVersion,
  }),
  v.object({
    kind: v.literal('mismatch'),
    fact: v.picklist(['hash', 'size']),
    expected: text,
    got: text,
  }),
  v.object({
    kind: v.literal('fetched-mismatch'),
    fact: v.picklist(['content', 'size', 'media type', 'extension']),
    expected: text,
    got: text,
  }),
  v.object({
    kind: v.literal('not-a-history'),
    reason: v.picklist(['huge', 'not-json', 'foreign', 'newer', 'damaged']),
    at: v.optional(count),
  }),
])

/**
 * A problem stored by an older or newer version of the page. An unknown kind becomes `unexpected`,
 * so that its file is kept.
 */
export const StoredProblemSchema: v.GenericSchema<unknown, Problem> = v.pipe(
  v.unknown(),
  v.transform((value): Problem => {
    const parsed = v.safeParse(ProblemSchema, value)
    return parsed.success ? parsed.output : { kind: 'unexpected', reason: '' }
  }),
)
