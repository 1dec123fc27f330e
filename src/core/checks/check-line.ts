import type { Exchange } from '../exchange.ts'
import { plural } from '../format.ts'
import type { Check, Verdict } from './check.ts'

/** Where a check of a run is. `held` waits for the gateway's rate limit, until then. */
export type CheckState =
  | { name: 'waiting' }
  | { name: 'running' }
  /** In milliseconds since 1970. */
  | { name: 'held'; until: number }
  | { name: 'judged'; verdict: Verdict }

/** One check of a run. */
export interface CheckLine extends Pick<Check, 'id' | 'title' | 'sends'> {
  state: CheckState
  /** The calls behind it so far, in their order. */
  exchanges: readonly Exchange[]
}

/** Its verdict; undefined until it is judged. */
export function verdictOf({ state }: Pick<CheckLine, 'state'>): Verdict | undefined {
  return state.name === 'judged' ? state.verdict : undefined
}

/** `11 checks: 9 passed, 1 failed, 1 not applicable`, leaving out what is none but the passed. */
export function summarizeChecks(lines: readonly CheckLine[]): string {
  const count = (outcome: Verdict['outcome']) =>
    lines.filter((line) => verdictOf(line)?.outcome === outcome).length
  const [failed, skipped] = [count('fail'), count('not-applicable')]
  const parts = [
    `${count('pass')} passed`,
    failed > 0 && `${failed} failed`,
    skipped > 0 && `${skipped} not applicable`,
  ]
  return `${plural(lines.length, 'check')}: ${parts.filter((part) => part !== false).join(', ')}`
}
