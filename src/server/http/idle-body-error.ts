import type { ErrorWire } from '../../core/api/contract.ts'

/** The error of a 408 response to a body that was idle for `limit` milliseconds. */
export function describeIdleBody(limit: number): ErrorWire {
  const seconds = limit / 1000
  const message = `Nothing of the body arrived for ${seconds} seconds.`
  return { error: 'RequestTimeoutError', message, reason: 'body-timeout', facts: { seconds } }
}
