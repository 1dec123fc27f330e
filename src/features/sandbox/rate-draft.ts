import type { RateLimit } from '../../core/sandbox/faults.ts'
import { readNumber } from './field-error.ts'

interface Telling {
  value: string
  label: string
  tells: RateLimit['tells']
}

/** The ways in which gateways tell of their limit, from the best to the worst. */
export const TELLINGS = [
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
] as const satisfies Telling[]

type TellingName = (typeof TELLINGS)[number]['value']

/** A rate limit as it is being typed. */
export interface RateDraft {
  calls: string
  seconds: string
  telling: TellingName
  nested: boolean
}

/** What the fields hold at first: the limit in force, or an ordinary one. */
export function draftRate(limit: RateLimit | null): RateDraft {
  return {
    calls: String(limit?.limit ?? 10),
    seconds: String(limit?.seconds ?? 60),
    telling: (limit && findTelling(limit))?.value ?? 'headers',
    nested: limit?.nested ?? false,
  }
}

/** @throws {FieldError} where a number is none */
export function buildRateLimit({ calls, seconds, telling, nested }: RateDraft): RateLimit {
  return {
    limit: readNumber('Calls', calls),
    seconds: readNumber('In seconds', seconds),
    tells: [...(TELLINGS.find(({ value }) => value === telling)?.tells ?? [])],
    nested,
  }
}

/** Undefined where a program, and not a person, said how it is told. */
export function findTelling({ tells }: RateLimit) {
  const wanted = String([...tells].sort())
  return TELLINGS.find((telling) => String([...telling.tells].sort()) === wanted)
}
