import type { Problem } from '../core/api/problem.ts'

let tell = (): void => {}

/** Calls back when our server refuses a call because it is meant for another upstream. Only the last listener hears of it. */
export function onOtherUpstream(listener: () => void): void {
  tell = listener
}

/** @param upstream what our server says in `UPSTREAM_HEADER`, which it does only in that refusal */
export function findOther(upstream: string | null): Problem | undefined {
  if (!upstream) return undefined
  tell()
  return { kind: 'other-upstream' }
}
