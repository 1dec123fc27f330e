import * as v from 'valibot'
import type { ErrorWire } from '../api/contract.ts'
import { refuseField, refuseIssue } from '../api/field-problem.ts'
import { parseJson } from '../text/parse-json.ts'
import { type FaultPlan, FaultPlanSchema } from './faults.ts'
import { words } from './words.ts'

/** Reads a plan from JSON. A refusal names the wrong field in a sentence. */
export function readFaultPlan(text: string): { plan: FaultPlan } | { refusal: ErrorWire } {
  const data = parseJson(text)
  if (data === undefined) return { refusal: refuseField(words.noJson) }
  const read = v.safeParse(FaultPlanSchema, data)
  if (read.success) return { plan: read.output }
  return { refusal: refuseIssue(read.issues[0], words.plan) }
}
