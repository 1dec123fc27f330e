import * as v from 'valibot'
import { between, wholeBetween } from '../api/field-schemas.ts'
import { FLAWS } from './flaws.ts'
import { words } from './words.ts'

/**
 * Headers that a fault may set: those that the proxy passes back, and `Date`. Page and sandbox
 * share an origin, so other headers could clear its storage or change its policy.
 */
const ALLOWED_HEADERS = [
  'Content-Type',
  'Content-Encoding',
  'Content-Language',
  'Retry-After',
  'X-Request-Id',
  'CF-Ray',
  'Date',
]
const ALLOWED_NAME = new RegExp(`^(${ALLOWED_HEADERS.join('|')}|(X-)?RateLimit(-.+)?)$`, 'i')

/** Maximum faults in `next`. */
const MAX_FAULTS = 1000

const inRange = (minimum: number, maximum: number) =>
  between(minimum, maximum, words.range(minimum, maximum))
const wholeInRange = (minimum: number, maximum: number) =>
  v.pipe(
    inRange(minimum, maximum),
    v.check((value) => Number.isInteger(value), words.wholeNumber),
  )

const StatusSchema = wholeInRange(200, 599)
const BytesSchema = wholeInRange(0, 1e12)

const matches = (pattern: RegExp, rule: string) =>
  v.check((text: string) => pattern.test(text), rule)

const HeadersSchema = v.record(
  v.pipe(
    v.string(),
    matches(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, words.headerName),
    matches(ALLOWED_NAME, words.allowedHeader(ALLOWED_HEADERS)),
  ),
  v.pipe(v.string(), matches(/^[\t\x20-\x7e\x80-\xff]*$/, words.latinLine)),
)

/** @param more fields of every kind */
const faultSchema = <More extends v.ObjectEntries>(more: More) =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('answer'),
      status: StatusSchema,
      error: v.optional(v.string()),
      message: v.optional(v.string()),
      /** Replaces the JSON of the error. Sent unchanged. */
      body: v.optional(v.string()),
      mediaType: v.optional(v.pipe(v.string(), matches(/^[\x20-\x7e]+$/, words.asciiLine))),
      headers: v.optional(HeadersSchema),
      /** Respond before the body is read. */
      early: v.optional(v.boolean()),
      /** Use the newer error format. */
      nested: v.optional(v.boolean()),
      ...more,
    }),
    v.strictObject({ kind: v.literal('html'), status: StatusSchema, ...more }),
    v.strictObject({ kind: v.literal('break'), afterBytes: BytesSchema, ...more }),
    v.strictObject({ kind: v.literal('lost-answer'), ...more }),
    v.strictObject({ kind: v.literal('silence'), ...more }),
    v.strictObject({ kind: v.literal('stall'), afterBytes: BytesSchema, ...more }),
    v.strictObject({ kind: v.literal('wrong-hash'), ...more }),
    v.strictObject({ kind: v.literal('wrong-size'), ...more }),
    v.strictObject({ kind: v.literal('wrong-url'), ...more }),
  ])

const FaultCaseSchema = faultSchema({})
const FaultSchema = faultSchema({ times: v.optional(wholeInRange(1, 100_000), 1) })

const TellsSchema = v.pipe(
  v.array(
    v.picklist([
      'retry-after',
      'retry-after-date',
      'remaining',
      'reset-seconds',
      'reset-milliseconds',
      'reset-iso',
      'reset-after',
      'message',
    ]),
  ),
  v.check(
    (tells) => ['retry-', 'reset-'].every((start) => tells.filter(startsWith(start)).length < 2),
    words.oneTell,
  ),
)

const RateLimitSchema = v.strictObject({
  /** Calls per key in a window. */
  limit: wholeInRange(1, 100_000),
  /** Length of the window. It starts with its first call. */
  seconds: inRange(0.001, 86_400),
  /**
   * Headers and words that report the limit. An empty list sends a bare 429. A missing list does
   * the same in version 1, and sends the documented headers in version 2.
   */
  tells: v.optional(TellsSchema),
  /** Use the newer error format. */
  nested: v.optional(v.boolean(), false),
})

const FlawsSchema = v.pipe(
  v.array(v.picklist(FLAWS)),
  v.check((flaws) => new Set(flaws).size === flaws.length, words.eachFlawOnce),
)

const ChanceSchema = v.strictObject({
  /** Share of the uploads, from 0 to 1. */
  share: inRange(0, 1),
  faults: v.pipe(
    v.array(FaultCaseSchema),
    v.check(({ length }) => length > 0, words.notEmpty),
  ),
})

export const FaultPlanSchema = v.strictObject({
  rateLimit: v.optional(v.nullable(RateLimitSchema), null),
  /** Milliseconds before each response. */
  latency: v.optional(inRange(0, 60_000), 0),
  /** Maximum rate at which each body is read. Null for no limit. */
  bytesPerSecond: v.optional(v.nullable(wholeInRange(1, 1e12)), null),
  /** Faults of the next uploads, in order. */
  next: v.optional(
    v.pipe(
      v.array(FaultSchema),
      v.check(({ length }) => length <= MAX_FAULTS, words.atMostFaults(MAX_FAULTS)),
    ),
    [],
  ),
  /** Random faults of the other uploads. */
  chance: v.optional(v.nullable(ChanceSchema), null),
  /** Flaws of every call and every file. */
  flaws: v.optional(FlawsSchema, []),
})

const AmountSchema = wholeBetween(0, Number.MAX_VALUE)

const FaultReportSchema = v.object({
  /** `next` has the remaining faults. */
  plan: FaultPlanSchema,
  /** Counts since the plan was set. */
  seen: v.object({
    uploads: AmountSchema,
    /** Responses with 200. */
    accepted: AmountSchema,
    /** Responses with 429 by the rate limit. */
    limited: AmountSchema,
    faulted: AmountSchema,
    /** Contents that were new to an account. */
    stored: AmountSchema,
  }),
})

/** Replaces the normal response to one upload. */
export type FaultCase = v.InferOutput<typeof FaultCaseSchema>
/** A fault of `times` uploads. */
export type Fault = v.InferOutput<typeof FaultSchema>
export type RateLimit = v.InferOutput<typeof RateLimitSchema>
export type FaultPlan = v.InferOutput<typeof FaultPlanSchema>
/** A plan as programs write it. Omitted fields have no effect. */
export type FaultPlanInput = v.InferInput<typeof FaultPlanSchema>
export type FaultReport = v.InferOutput<typeof FaultReportSchema>

export const NO_FAULTS: FaultPlan = v.parse(FaultPlanSchema, {})

/** @throws {v.ValiError} when the data is not a report */
export function parseFaultReport(data: unknown): FaultReport {
  return v.parse(FaultReportSchema, data)
}

function startsWith(start: string) {
  return (text: string) => text.startsWith(start)
}
