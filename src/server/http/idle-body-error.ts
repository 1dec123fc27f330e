import type { ErrorWire } from '../../core/api/contract.ts'

/** The error of a response with 408, when no byte of a body came for some milliseconds. */
export function describeIdleBody(limit: number): ErrorWire {
  const seconds = limit / 1000
  const message = `Nothing of the body arrived for ${seconds} seconds.`
  return { error: 'RequestTimeoutError', message, reason: 'body-timeout', facts: { seconds } }
}
