import * as v from 'valibot'
import type { ErrorWire } from './contract.ts'
import { words } from './field-words.ts'

const TYPES: Partial<Record<string, string>> = words.type

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
  if (issue.expected === 'never') return words.unknownField(field)
  if (issue.received === 'undefined') return words.missingField(field)
  const rule = issue.kind === 'validation' ? issue.message : (issue.expected ?? '')
  const expected =
    TYPES[rule] ??
    words.or(
      rule
        .replace(/^\((.*)\)$/, '$1')
        .split(' | ')
        .map((one) => TYPES[one] ?? one),
    )
  const got = TYPES[issue.received] ?? issue.received
  return words.wrongField(field, expected, got.length > 80 ? `${got.slice(0, 80)}…` : got)
}
