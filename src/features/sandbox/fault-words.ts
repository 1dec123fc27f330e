import { explain } from '../../core/api/explain.ts'
import { asProblem } from '../../core/api/problem.ts'
import type {
  Fault,
  FaultCase,
  FaultPlan,
  FaultReport,
  RateLimit,
} from '../../core/sandbox/faults.ts'
import type { Flaw } from '../../core/sandbox/flaws.ts'
import { formatBytes, plural } from '../../core/text/format.ts'
import { FieldError } from './field-error.ts'

/** A fault with its details: "2 answers of 503, before the body is read". */
export function describeFault(fault: Fault): string {
  return countFaults(fault, fault.times) + detailsOf(fault)
}

/** "10 calls a minute". */
export function describeRate({ limit, seconds }: RateLimit): string {
  return `${plural(limit, 'call')} ${SPANS[seconds] ?? `in ${seconds.toLocaleString('en')} s`}`
}

const SPANS: Record<number, string> = { 1: 'a second', 60: 'a minute', 3600: 'an hour' }

/** A share from 0 to 1 as percent, without rounding errors of binary fractions. */
export function describeShare(share: number): string {
  return `${percentText(share)}%`
}

/** The same without the percent sign. */
export function percentText(share: number): string {
  return String(Number((share * 100).toPrecision(9)))
}

export function describeLatency(milliseconds: number): string {
  return `${milliseconds.toLocaleString('en')} ms late`
}

export function describeSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)} a second`
}

const FLAW_WORDS: Record<Flaw, string> = {
  'refuses-keys': 'Refuses every key',
  'takes-any-key': 'Takes any key',
  'odd-errors': 'Errors of another shape',
  'missing-field': 'Answers without media_type',
  'other-hash': 'Answers with another hash',
  'other-size': 'Answers with another size',
  'never-deduplicates': 'Never deduplicates',
  'new-urls': 'A new URL for every upload',
  'needs-hash': 'Needs X-Content-Hash',
  'wrong-type': 'Serves files as text/plain',
  'wrong-bytes': 'Serves files without a byte',
  'no-ranges': 'Serves no ranges',
  'takes-over-limit': 'Takes files over the limit',
  'takes-any-hash': 'Takes a malformed hash',
  'takes-empty': 'Takes empty files',
}

export function describeFlaw(flaw: Flaw): string {
  return FLAW_WORDS[flaw]
}

/** A plan in one short line. Empty when it has no fault. */
export function summarize(plan: FaultPlan): string {
  const { next, rateLimit, latency, bytesPerSecond, chance, flaws } = plan
  const parts = [
    next.length > 0 && `${summarizeNext(next)} to come`,
    rateLimit && describeRate(rateLimit),
    latency > 0 && describeLatency(latency),
    bytesPerSecond !== null && describeSpeed(bytesPerSecond),
    chance && `${describeShare(chance.share)} faults by chance`,
    summarizeFlaws(flaws),
  ]
  return parts.filter(Boolean).join(', ')
}

/** "12 uploads, 9 accepted, 2 limited, 1 faulted, 8 stored". */
export function describeSeen(seen: FaultReport['seen']): string {
  const { uploads, accepted, limited, faulted, stored } = seen
  const rest = Object.entries({ accepted, limited, faulted, stored })
  const counts = rest.map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
  return [plural(uploads, 'upload'), ...counts].join(', ')
}

/** Why an edit failed: the wrong field, the sentence of the sandbox, or ours. */
export function explainFailure(error: Error): string {
  if (error instanceof FieldError) return error.message
  const problem = asProblem(error)
  return problem.kind === 'refused' ? problem.message : explain(problem).sentence
}

function summarizeNext(next: readonly Fault[]): string {
  const times = next.reduce((sum, fault) => sum + fault.times, 0)
  const [first, ...others] = next.map((fault) => countFaults(fault, times))
  const isOneKind = others.every((other) => other === first)
  return isOneKind && first !== undefined ? first : plural(times, 'fault')
}

function summarizeFlaws(flaws: readonly Flaw[]): string {
  const [first, ...others] = flaws
  if (first === undefined) return ''
  if (others.length > 0) return plural(flaws.length, 'flaw')
  const words = describeFlaw(first)
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function countFaults(fault: FaultCase, times: number): string {
  switch (fault.kind) {
    case 'answer':
      return `${plural(times, 'answer')} of ${fault.status}`
    case 'html':
      return `${plural(times, 'CDN page')} of ${fault.status}`
    case 'break':
      return plural(times, 'broken connection')
    case 'lost-answer':
      return plural(times, 'lost answer')
    case 'silence':
      return plural(times, 'unanswered upload')
    case 'stall':
      return plural(times, 'stalled upload')
    case 'wrong-hash':
      return `${plural(times, 'answer')} with another hash`
    case 'wrong-size':
      return `${plural(times, 'answer')} with another size`
    case 'wrong-url':
      return `${plural(times, 'answer')} with a URL to other bytes`
  }
}

function detailsOf(fault: FaultCase): string {
  if (fault.kind === 'break' || fault.kind === 'stall') {
    return ` after ${plural(fault.afterBytes, 'byte')}`
  }
  if (fault.kind !== 'answer') return ''
  const words = fault.message === undefined ? '' : `, “${fault.message}”`
  return `${fault.early ? ', before the body is read' : ''}${words}`
}
