import type { DetailsTarget } from './details-link.ts'
import type { Exchange } from './exchange.ts'

/** Every call of a file, newest first: those that were kept, and those of the log. */
export function mergeTries(
  { gateway, hash }: DetailsTarget,
  kept: readonly Exchange[],
  log: readonly Exchange[],
): Exchange[] {
  const own = log.filter((call) => call.gateway === gateway && call.subject?.hash === hash)
  const byId = new Map([...kept, ...own].map((call) => [call.id, call]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
}
