import * as v from 'valibot'
import { FLAWS } from './flaws.ts'

/** Where the sandbox takes its faults, below its base. */
export const FAULTS_PATH = '/faults'

/**
 * Headers that a response may be given: those that the proxy passes back, and `Date`. The page and
 * the sandbox share an origin, so others could empty its storage or change its policy.
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

const between = (least: number, most: number) => {
  const range = `from ${least} to ${most}`
  return v.pipe(v.number(), v.minValue(least, range), v.maxValue(most, range))
}
const wholeBetween = (least: number, most: number) =>
  v.pipe(between(least, most), v.integer('a whole number'))

const StatusSchema = wholeBetween(200, 599)
const BytesSchema = wholeBetween(0, 1e12)

const HeadersSchema = v.record(
  v.pipe(
    v.string(),
    v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'the name of a header'),
    v.check(
      (name) => ALLOWED_NAME.test(name),
      `one of ${ALLOWED_HEADERS.join(', ')} and those that begin with RateLimit or X-RateLimit`,
    ),
  ),
  v.pipe(v.string(), v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'one line of Latin characters')),
)

/** @param more what every kind has besides */
const faultSchema = <More extends v.ObjectEntries>(more: More) =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('answer'),
      status: StatusSchema,
      error: v.optional(v.string()),
      message: v.optional(v.string()),
      /** In place of an error as JSON, as it is. */
      body: v.optional(v.string()),
      mediaType: v.optional(
        v.pipe(v.string(), v.regex(/^[\x20-\x7e]+$/, 'one line of ASCII characters')),
      ),
      headers: v.optional(HeadersSchema),
      /** Before the body is read. */
      early: v.optional(v.boolean()),
      /** In the newer shape of errors. */
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
const FaultSchema = faultSchema({ times: v.optional(wholeBetween(1, 100_000), 1) })

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
    'a list with at most one retry-… and one reset-…, for each is one header',
  ),
)

const RateLimitSchema = v.strictObject({
  /** Calls that one key may make in a window. */
  limit: wholeBetween(1, 100_000),
  /** Length of the window, which begins with the first call in it. */
  seconds: between(0.001, 86_400),
  /** By which headers and words a client learns of it. None is a bare 429. */
  tells: v.optional(TellsSchema, []),
  /** In the newer shape of errors. */
  nested: v.optional(v.boolean(), false),
})

const FlawsSchema = v.pipe(
  v.array(v.picklist(FLAWS)),
  v.check((flaws) => new Set(flaws).size === flaws.length, 'a list that names each flaw once'),
)

const ChanceSchema = v.strictObject({
  /** Of the uploads, from 0 to 1. */
  share: between(0, 1),
  faults: v.pipe(v.array(FaultCaseSchema), v.minLength(1, 'a list with something in it')),
})

export const FaultPlanSchema = v.strictObject({
  rateLimit: v.optional(v.nullable(RateLimitSchema), null),
  /** Milliseconds before each answer. */
  latency: v.optional(between(0, 60_000), 0),
  /** At which each body is read; null for as fast as it comes. */
  bytesPerSecond: v.optional(v.nullable(wholeBetween(1, 1e12)), null),
  /** What the next uploads meet, in this order. */
  next: v.optional(v.pipe(v.array(FaultSchema), v.maxLength(1000, 'at most 1000 faults')), []),
  /** What the others may meet. */
  chance: v.optional(v.nullable(ChanceSchema), null),
  /** What is wrong with every call and every file. */
  flaws: v.optional(FlawsSchema, []),
})

const AmountSchema = v.pipe(v.number(), v.integer(), v.minValue(0))

const FaultReportSchema = v.object({
  /** `next` holds what is still to come. */
  plan: FaultPlanSchema,
  /** What uploads met since the plan was put. */
  seen: v.object({
    uploads: AmountSchema,
    /** Answered 200. */
    accepted: AmountSchema,
    /** Answered 429 by the rate limit. */
    limited: AmountSchema,
    faulted: AmountSchema,
    /** Contents that an account did not have before. */
    stored: AmountSchema,
  }),
})

/** What one upload meets in place of an ordinary answer. */
export type FaultCase = v.InferOutput<typeof FaultCaseSchema>
/** The same for `times` uploads. */
export type Fault = v.InferOutput<typeof FaultSchema>
export type RateLimit = v.InferOutput<typeof RateLimitSchema>
/** How the sandbox misbehaves on demand. */
export type FaultPlan = v.InferOutput<typeof FaultPlanSchema>
/** A plan as one writes it: what is left out is not done. */
export type FaultPlanInput = v.InferInput<typeof FaultPlanSchema>
export type FaultReport = v.InferOutput<typeof FaultReportSchema>

export const NO_FAULTS: FaultPlan = v.parse(FaultPlanSchema, {})

/** @throws {v.ValiError} if our own server answers something else */
export function parseFaultReport(data: unknown): FaultReport {
  return v.parse(FaultReportSchema, data)
}

function startsWith(start: string) {
  return (text: string) => text.startsWith(start)
}
