import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorWire } from '../../core/api/contract.ts'
import { NO_FAULTS } from '../../core/sandbox/faults.ts'
import { readFaultPlan } from '../../core/sandbox/read-fault-plan.ts'
import { bodyChunks } from '../http/body-reader.ts'
import { sendContinue } from '../http/expectation.ts'
import { sendJson } from '../http/response.ts'
import { respondEarly } from './early-response.ts'
import { ActivePlan } from './fault-plan.ts'

/** Maximum size of a plan, in bytes. */
const PLAN_LIMIT = 65_536

/** Holds the plan for new requests. It lives as long as the process. */
export interface FaultPlanHolder {
  activePlan: ActivePlan
}

/** Returns, replaces or removes the fault plan. An invalid plan changes nothing. */
export async function handleFaults(
  request: IncomingMessage,
  response: ServerResponse,
  holder: FaultPlanHolder,
): Promise<void> {
  switch (request.method) {
    case 'PUT': {
      const text = await readText(request, response)
      if (response.destroyed) return
      const read = text === undefined ? TOO_LARGE : readFaultPlan(text)
      if ('refusal' in read) return respondEarly(request, response, 400, read.refusal)
      holder.activePlan = new ActivePlan(read.plan)
      break
    }
    case 'DELETE':
      holder.activePlan = new ActivePlan(NO_FAULTS)
      break
    case 'GET':
      break
    default:
      response.setHeader('Allow', 'GET, PUT, DELETE')
      return respondEarly(request, response, 405, {
        error: 'MethodNotAllowedError',
        message: 'Here, only GET, PUT, DELETE does something.',
      })
  }
  sendJson(response, 200, holder.activePlan.report())
}

const TOO_LARGE: { refusal: ErrorWire } = {
  refusal: { error: 'ValidationError', message: `A plan has at most ${PLAN_LIMIT} bytes.` },
}

/** The body as text. Undefined when it is too large or the client disconnects. */
async function readText(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<string | undefined> {
  sendContinue(request, response)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of bodyChunks(request)) {
      chunks.push(chunk)
      size += chunk.length
      if (size > PLAN_LIMIT) return undefined
    }
  } catch (caught) {
    if (!response.destroyed) throw caught
    return undefined
  }
  return Buffer.concat(chunks).toString()
}
