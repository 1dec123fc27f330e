import * as v from 'valibot'
import { text, wholeBetween } from '../api/field-schemas.ts'
import { StoredProblemSchema } from '../api/problem-schema.ts'
import { AmountSchema, GatewaySchema, HashSchema, MomentSchema } from '../history/history-schema.ts'
import { BODY_LIMIT, type Exchange } from './exchange.ts'
import { HeadersSchema } from './refdrop-headers.ts'

const FailureSchema = v.pipe(
  v.unknown(),
  v.transform((value) => (value === 'aborted' ? value : v.parse(StoredProblemSchema, value))),
)

const RequestSchema = v.object({
  method: v.string(),
  url: v.string(),
  headers: HeadersSchema,
  isAsSent: v.boolean(),
  body: v.optional(
    v.object({
      size: AmountSchema,
      hash: v.optional(HashSchema),
      text: v.optional(text(BODY_LIMIT)),
    }),
  ),
})

const ResponseSchema = v.object({
  status: wholeBetween(100, 999),
  headers: HeadersSchema,
  body: text(BODY_LIMIT),
  length: AmountSchema,
  from: v.picklist(['gateway', 'server']),
})

/** Validates stored exchanges. An older or newer version of the page may have written them. */
const ExchangeSchema = v.object({
  id: v.string(),
  requestId: v.optional(v.string()),
  at: MomentSchema,
  purpose: v.picklist(['upload', 'test', 'check', 'page']),
  gateway: GatewaySchema,
  subject: v.optional(v.object({ path: v.string(), hash: HashSchema })),
  test: v.optional(v.array(v.string())),
  request: RequestSchema,
  response: v.optional(ResponseSchema),
  failure: v.optional(FailureSchema),
  timing: v.object({
    waited: v.optional(AmountSchema),
    hashed: v.optional(AmountSchema),
    connected: v.optional(AmountSchema),
    sent: v.optional(AmountSchema),
    answered: v.optional(AmountSchema),
    ended: AmountSchema,
  }),
}) satisfies v.GenericSchema<unknown, Exchange>

/** @returns the valid exchanges. Invalid values are skipped. */
export function readExchanges(found: readonly unknown[]): Exchange[] {
  return found.flatMap((value) => {
    const parsed = v.safeParse(ExchangeSchema, value)
    return parsed.success ? [parsed.output] : []
  })
}
