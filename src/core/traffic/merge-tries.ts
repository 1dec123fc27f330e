import type { DetailsTarget } from './details-link.ts'
import type { Exchange } from './exchange.ts'

/** Merges a file's stored calls with those of the log, newest first. */
export function mergeTries(
  { gateway, hash }: DetailsTarget,
  kept: readonly Exchange[],
  log: readonly Exchange[],
): Exchange[] {
  const own = log.filter((call) => call.gateway === gateway && call.subject?.hash === hash)
  const byId = new Map([...kept, ...own].map((call) => [call.id, call]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
}
