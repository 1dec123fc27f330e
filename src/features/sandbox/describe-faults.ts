import { explain } from '../../core/api/explain.ts'
import { asProblem } from '../../core/api/problem.ts'
import type { Fault, FaultCase, FaultPlan, FaultReport } from '../../core/sandbox/faults.ts'
import type { Flaw } from '../../core/sandbox/flaws.ts'
import { writeDecimal } from '../../core/text/decimal-mark.ts'
import { FieldError } from './field-error.ts'
import { FLAW_WORDS, KIND_WORDS, words } from './words.ts'

/** A fault with its details: "2 × 503 unavailable, before reading the body". */
export function describeFault(fault: Fault): string {
  return [nameTimes(fault, fault.times), ...detailsOf(fault)].join(', ')
}

/** A share from 0 to 1 as percent, without rounding errors of binary fractions. */
export function percentText(share: number): string {
  return writeDecimal(Number((share * 100).toPrecision(9)))
}

/** A plan in one short line. Empty when it has no fault. */
export function summarize(plan: FaultPlan): string {
  const { next, rateLimit, latency, bytesPerSecond, chance, flaws } = plan
  const parts = [
    next.length > 0 && summarizeNext(next),
    rateLimit && words.rate(rateLimit.limit, rateLimit.seconds),
    latency > 0 && words.late(latency),
    bytesPerSecond !== null && words.slow(bytesPerSecond),
    chance && words.byChance(percentText(chance.share)),
    summarizeFlaws(flaws),
  ]
  return parts.filter(Boolean).join(', ')
}

/** "12 uploads, 9 accepted, 2 limited, 1 failed, 8 stored". */
export function describeSeen(seen: FaultReport['seen']): string {
  const { uploads, accepted, limited, faulted, stored } = seen
  return words.seenCounts(uploads, { accepted, limited, failed: faulted, stored })
}

/** Why an edit failed: the wrong field, the sentence of the sandbox, or ours. */
export function explainFailure(error: Error): string {
  if (error instanceof FieldError) return error.message
  const problem = asProblem(error)
  return problem.kind === 'refused' ? problem.message : explain(problem).sentence
}

function summarizeNext(next: readonly Fault[]): string {
  const times = next.reduce((sum, fault) => sum + fault.times, 0)
  const [first, ...others] = next.map((fault) => nameTimes(fault, times))
  const isOneKind = others.every((other) => other === first)
  return isOneKind && first !== undefined ? first : words.failures(times)
}

function summarizeFlaws(flaws: readonly Flaw[]): string {
  const [first, ...others] = flaws
  if (first === undefined) return ''
  if (others.length > 0) return words.flaws(flaws.length)
  return FLAW_WORDS[first].charAt(0).toLowerCase() + FLAW_WORDS[first].slice(1)
}

function nameTimes(fault: FaultCase, times: number): string {
  return words.times(times, nameFault(fault))
}

function nameFault(fault: FaultCase): string {
  if (fault.kind === 'answer') return words.answer(fault.status)
  if (fault.kind === 'html') return words.cdnPage(fault.status)
  return words.kind(KIND_WORDS[fault.kind])
}

function detailsOf(fault: FaultCase): string[] {
  if (fault.kind === 'break' || fault.kind === 'stall') return [words.after(fault.afterBytes)]
  if (fault.kind !== 'answer') return []
  const { early, message } = fault
  return [
    ...(early ? [words.early.charAt(0).toLowerCase() + words.early.slice(1)] : []),
    ...(message === undefined ? [] : [words.quote(message)]),
  ]
}
