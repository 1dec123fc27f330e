import * as v from 'valibot'
import { readBody } from '../contract.ts'
import { words } from '../field-words.ts'
import type { Call } from '../gateway-call.ts'
import { type GatewayFile, GatewayFileSchema } from './gateway-file.ts'
import { maybeAmount, maybeList, maybeObject, maybeText } from './lenient.ts'
import { ROUTES_2 } from './routes-v2.ts'

/** A generation, running or ended. */
export interface Job {
  id: string | undefined
  /** `completed`, `failed` and `cancelled` are final. */
  status: string
  /** Its files. Undefined members are not known. */
  outputs: GatewayFile[]
  /** Why it failed. */
  error: string | undefined
}

const OutputSchema = v.object({ outputs: maybeList })
const ErrorSchema = v.object({ message: maybeText })

/** Also reads the `job_id` and the `output.url` of version 1. */
export const JobSchema = v.pipe(
  v.object({
    id: maybeText,
    job_id: maybeText,
    status: v.string(words.type.string),
    output: maybeObject,
    error: v.optional(v.unknown()),
  }),
  v.transform(({ id, job_id, status, output = {}, error }): Job => {
    const { outputs = [output] } = v.parse(OutputSchema, output)
    const failure = v.safeParse(ErrorSchema, error)
    return {
      id: id ?? job_id,
      status,
      outputs: outputs.flatMap((entry) => {
        const read = v.safeParse(GatewayFileSchema, entry)
        return read.success ? { ...read.output, origin: 'generated' as const } : []
      }),
      error:
        typeof error === 'string' ? error : failure.success ? failure.output.message : undefined,
    }
  }),
)

/** One job by its id. */
export const GET_JOB: Call<string, Job> = {
  route: ROUTES_2.job,
  parts: (id) => ({ id }),
  read: (response) => readBody(JobSchema, response),
}

const EstimateSchema = v.object({ pricing: maybeObject })
const PricingSchema = v.object({ user_price_cents: maybeAmount })

/**
 * Asks for the price of a generation with this body, in cents. It makes no job. Undefined when the
 * gateway names no price.
 */
export const ESTIMATE: Call<unknown, number | undefined> = {
  route: ROUTES_2.estimate,
  parts: (json) => ({ json }),
  read(response) {
    const { pricing = {} } = readBody(EstimateSchema, response)
    return v.parse(PricingSchema, pricing).user_price_cents
  },
}
