import type { RateLimit } from '../../core/sandbox/faults.ts'
import { writeDecimal } from '../../core/text/decimal-mark.ts'
import { readNumber } from './field-error.ts'
import { words } from './words.ts'

interface LimitSignal {
  value: string
  label: string
  /** Undefined for the signals that the API version documents. */
  tells: RateLimit['tells']
}

/** How gateways report their limit, from the best to the worst. */
export const LIMIT_SIGNALS = [
  {
    value: 'headers',
    label: words.signals.headers,
    tells: ['retry-after', 'remaining', 'reset-seconds'],
  },
  { value: 'dates', label: words.signals.dates, tells: ['retry-after', 'remaining', 'reset-iso'] },
  { value: 'documented', label: words.signals.documented, tells: undefined },
  { value: 'milliseconds', label: words.signals.milliseconds, tells: ['reset-milliseconds'] },
  { value: 'words', label: words.signals.words, tells: ['message'] },
  { value: 'nothing', label: words.signals.nothing, tells: [] },
] as const satisfies LimitSignal[]

type SignalName = (typeof LIMIT_SIGNALS)[number]['value']

export interface RateDraft {
  calls: string
  seconds: string
  signal: SignalName
  nested: boolean
}

/** The draft of the active limit, or of a common one. */
export function draftRate(limit: RateLimit | null): RateDraft {
  return {
    calls: String(limit?.limit ?? 10),
    seconds: writeDecimal(limit?.seconds ?? 60),
    signal: (limit && findSignal(limit))?.value ?? 'headers',
    nested: limit?.nested ?? false,
  }
}

/** @throws {FieldError} when a text is not a number */
export function buildRateLimit({ calls, seconds, signal, nested }: RateDraft): RateLimit {
  const tells: RateLimit['tells'] = LIMIT_SIGNALS.find(
    ({ value }) => value === signal,
  )?.tells?.slice()
  return {
    limit: readNumber(words.calls, calls),
    seconds: readNumber(words.seconds, seconds),
    ...(tells && { tells: [...tells] }),
    nested,
  }
}

/** @returns undefined when a program has set a combination that the form does not offer */
export function findSignal({ tells }: RateLimit) {
  const wanted = setOf(tells)
  return LIMIT_SIGNALS.find((signal) => setOf(signal.tells) === wanted)
}

/** Joins the signals in sorted order, to compare them. Undefined stays undefined. */
function setOf(tells: readonly string[] | undefined): string | undefined {
  return tells && [...tells].sort().join()
}
