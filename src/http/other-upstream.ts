import type { Problem } from '../core/api/problem.ts'

let notify = (): void => {}

/** Sets the listener for calls that our server rejects because they are for another upstream. */
export function onOtherUpstream(listener: () => void): void {
  notify = listener
}

/** @param upstream the value of `UPSTREAM_HEADER`, which our server sets only when it rejects a call */
export function findOther(upstream: string | null): Problem | undefined {
  if (!upstream) return undefined
  notify()
  return { kind: 'other-upstream' }
}
