import type { RateLimit } from '../../core/sandbox/faults.ts'
import { readNumber } from './field-error.ts'

interface LimitSignal {
  value: string
  label: string
  tells: RateLimit['tells']
}

/** How gateways report their limit, from the best to the worst. */
export const LIMIT_SIGNALS = [
  {
    value: 'headers',
    label: 'Retry-After and X-RateLimit-*',
    tells: ['retry-after', 'remaining', 'reset-seconds'],
  },
  {
    value: 'milliseconds',
    label: 'Only X-RateLimit-Reset in milliseconds',
    tells: ['reset-milliseconds'],
  },
  { value: 'words', label: 'Only words in the message', tells: ['message'] },
  { value: 'nothing', label: 'Nothing at all', tells: [] },
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
    seconds: String(limit?.seconds ?? 60),
    signal: (limit && findSignal(limit))?.value ?? 'headers',
    nested: limit?.nested ?? false,
  }
}

/** @throws {FieldError} when a text is not a number */
export function buildRateLimit({ calls, seconds, signal, nested }: RateDraft): RateLimit {
  return {
    limit: readNumber('Calls', calls),
    seconds: readNumber('In seconds', seconds),
    tells: [...(LIMIT_SIGNALS.find(({ value }) => value === signal)?.tells ?? [])],
    nested,
  }
}

/** @returns undefined when a program has set a combination that the form does not offer */
export function findSignal({ tells }: RateLimit) {
  const wanted = String([...tells].sort())
  return LIMIT_SIGNALS.find((signal) => String([...signal.tells].sort()) === wanted)
}
