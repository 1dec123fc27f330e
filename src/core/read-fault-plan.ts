import * as v from 'valibot'
import type { ErrorWire } from './contract.ts'
import { type FaultPlan, FaultPlanSchema } from './faults.ts'
import { parseJson } from './parse-json.ts'

/** A plan out of JSON, or why it is none, in a sentence that names the field. */
export function readFaultPlan(text: string): { plan: FaultPlan } | { refusal: ErrorWire } {
  const data = parseJson(text)
  if (data === undefined) return refuse('The plan is not JSON.')
  const read = v.safeParse(FaultPlanSchema, data)
  if (read.success) return { plan: read.output }
  const [issue] = read.issues
  return refuse(sentenceOf(issue), v.getDotPath(issue) ?? undefined)
}

const WORDS: Record<string, string> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'The plan'
  if (issue.expected === 'never') return `There is no field ${field}.`
  if (issue.received === 'undefined') return `${field} is missing.`
  const said = issue.kind === 'validation' ? issue.message : (issue.expected ?? '')
  const expected = WORDS[said] ?? said.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')
  const got = WORDS[issue.received] ?? issue.received
  return `${field} must be ${expected}, not ${got.length > 80 ? `${got.slice(0, 80)}…` : got}.`
}

function refuse(message: string, field?: string): { refusal: ErrorWire } {
  return { refusal: { error: 'ValidationError', message, ...(field !== undefined && { field }) } }
}
