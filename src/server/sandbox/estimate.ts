import * as v from 'valibot'
import { refuseIssue } from '../../core/api/field-problem.ts'
import { between } from '../../core/api/field-schemas.ts'
import { GENERATION_LIMITS_2 } from '../../core/api/v2/limits-v2.ts'
import type { Endpoint as Tool } from '../../core/request/generation.ts'
import { findFamily } from '../../core/request/models/find-family.ts'
import type { Endpoint } from './handle-request.ts'
import { ECHO_MODEL } from './job-wires.ts'
import { readJson } from './read-json.ts'
import { errorResponse, jsonResponse, type SandboxResponse } from './sandbox-response.ts'

/** Made-up prices in cents: of a picture, a transcription, and a second of video. */
const PRICES: Record<Tool, number> = { image: 4, transcription: 1, video: 10 }

/** Marks the price in each response as made up. */
const PRICING_ID = 'sandbox_made_up'

/** Made-up markup on the provider's cost, in percent. */
const MARKUP = 25

/** Seconds of a video if neither the request nor the model gives its length. */
const USUAL_SECONDS = 5

const [LEAST, MOST] = GENERATION_LIMITS_2.seconds

/** Seconds, or any text. */
const DurationSchema = v.optional(
  v.union([v.string(), between(LEAST, MOST, `a number from ${LEAST} to ${MOST}, or text`)]),
)

const BodySchema = v.object({
  model: v.pipe(v.string(), v.regex(/\S/, 'text that is not empty')),
  tool: v.optional(v.string()),
  duration: DurationSchema,
})

const BatchSchema = v.object({
  items: v.pipe(
    v.array(
      v.object({
        tool: v.optional(v.string()),
        capability: v.optional(v.string()),
        model: BodySchema.entries.model,
        params: v.optional(v.object({ duration: DurationSchema })),
      }),
    ),
    v.maxLength(100, 'at most 100 entries'),
  ),
})

type AskedPrice = v.InferOutput<typeof BodySchema>

/** Prices one or more generations without creating a job. Undocumented models have no price. */
export const estimate: Endpoint = async (sandboxRequest) => {
  const read = await readJson(sandboxRequest)
  if ('refusal' in read) return read.refusal
  const { data } = read
  const isBatch = typeof data === 'object' && data !== null && 'items' in data
  return isBatch ? priceBatch(data) : priceOne(data)
}

function priceOne(data: unknown): SandboxResponse {
  const parsed = v.safeParse(BodySchema, data)
  if (!parsed.success) return errorResponse(422, refuseIssue(parsed.issues[0], 'The body'))
  const price = findPrice(parsed.output)
  if ('refusal' in price) return price.refusal
  const { tool, cents } = price
  return jsonResponse(200, {
    valid: true,
    model: parsed.output.model,
    tool,
    pricing: {
      provider_cost_cents: cents === null ? null : Math.round(cents / (1 + MARKUP / 100)),
      user_price_cents: cents,
      markup_percent: MARKUP,
      pricing_id: PRICING_ID,
    },
    resolved_model_key: parsed.output.model,
  })
}

function priceBatch(data: unknown): SandboxResponse {
  const parsed = v.safeParse(BatchSchema, data)
  if (!parsed.success) return errorResponse(422, refuseIssue(parsed.issues[0], 'The body'))
  const items: object[] = []
  let total = 0
  for (const { tool, capability, model, params } of parsed.output.items) {
    const price = findPrice({ model, tool: tool ?? capability, duration: params?.duration })
    if ('refusal' in price) return price.refusal
    const { cents } = price
    total += cents ?? 0
    items.push({
      capability: price.tool,
      model,
      credits: cents,
      billing: PRICING_ID,
      provider: 'sandbox',
    })
  }
  return jsonResponse(200, { items, total_credits: total })
}

/** The price in cents, null when the model chooses the length. */
function findPrice({
  model,
  tool,
  duration,
}: AskedPrice): { tool: Tool; cents: number | null } | { refusal: SandboxResponse } {
  if (model === ECHO_MODEL) return { tool: 'image', cents: 0 }
  if (tool !== undefined && !Object.hasOwn(PRICES, tool)) {
    return refuse('tool_not_found', `The sandbox has no price for the tool ${shown(tool)}.`)
  }
  const family = findFamily(model)
  if (!family || (tool !== undefined && tool !== family.endpoint)) {
    return refuse('model_not_found', `The sandbox has no price for ${shown(model)}.`)
  }
  const { endpoint, defaultSeconds = USUAL_SECONDS } = family
  const seconds = endpoint === 'video' ? (duration ?? defaultSeconds) : 1
  const cents = typeof seconds === 'number' ? Math.ceil(PRICES[endpoint] * seconds) : null
  return { tool: endpoint, cents }
}

function refuse(error: string, message: string): { refusal: SandboxResponse } {
  return { refusal: errorResponse(404, { error, message }) }
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
