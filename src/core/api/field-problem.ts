import * as v from 'valibot'
import type { ErrorWire } from './contract.ts'

const WORDS: Record<string, string> = {
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
}

/**
 * Explains an invalid body in a sentence that names the field.
 *
 * @param whole the name of the whole body, used when no field is to blame
 */
export function refuseIssue(issue: v.BaseIssue<unknown>, whole: string): ErrorWire {
  const field = v.getDotPath(issue) ?? undefined
  return refuseField(sentenceOf(issue, field ?? whole), field)
}

export function refuseField(message: string, field?: string): ErrorWire {
  return { error: 'ValidationError', message, ...(field !== undefined && { field }) }
}

function sentenceOf(issue: v.BaseIssue<unknown>, field: string): string {
  if (issue.expected === 'never') return `There is no field ${field}.`
  if (issue.received === 'undefined') return `${field} is missing.`
  const words = issue.kind === 'validation' ? issue.message : (issue.expected ?? '')
  const expected = WORDS[words] ?? words.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')
  const got = WORDS[issue.received] ?? issue.received
  return `${field} must be ${expected}, not ${got.length > 80 ? `${got.slice(0, 80)}…` : got}.`
}
