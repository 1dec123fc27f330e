import type { Owner } from '../core/api/content.ts'
import type { Access } from '../core/api/credential.ts'
import type { Call } from '../core/api/gateway-call.ts'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { backoff, TRIES } from '../core/api/pacing.ts'
import { asProblem, isWorthRetrying, type Problem, ProblemError } from '../core/api/problem.ts'
import type { Queue } from '../core/queue/queue.ts'
import { callGateway } from '../http/call-gateway.ts'
import { wait } from './wait.ts'

export interface CallServices {
  queue: Pick<Queue, 'accountOf' | 'holds' | 'isHeldBy' | 'noteResponse' | 'noteRefusal'>
  /** @throws {ProblemError} while the gateway is closed */
  accessOf(gateway: GatewayId): Access
}

export function isRefusal(problem: Problem, status: number): boolean {
  return problem.kind === 'refused' && problem.status === status
}

/**
 * Calls the gateway under the rate limit of uploads, and retries temporary failures.
 *
 * @param signal stops the call. Without it, the call does not wait for the rate limit, but fails.
 * @throws {ProblemError} also when the key was changed meanwhile
 * @throws {DOMException} the reason of `signal` when it fires
 */
export async function pacedCall<Given, Result>(
  { queue, accessOf }: CallServices,
  owner: Owner,
  call: Call<Given, Result>,
  given: Given,
  signal?: AbortSignal,
): Promise<Result> {
  const { gateway, account } = owner
  const { base } = GATEWAYS[gateway]
  for (let tries = 1; ; ) {
    if (signal) await whenFree(queue, gateway, signal)
    if (queue.accountOf(gateway) !== account) throw new ProblemError({ kind: 'other-upstream' })
    try {
      const stop = signal ?? new AbortController().signal
      const { result, pace } = await callGateway(base, accessOf(gateway), call, given, stop)
      queue.noteResponse(owner, pace, 0)
      return result
    } catch (caught) {
      signal?.throwIfAborted()
      const problem = asProblem(caught)
      const pace = (caught instanceof ProblemError && caught.pace) || {}
      const isLimited = queue.noteRefusal(owner, problem, pace) === 'rate-limit'
      if (isLimited && signal) continue
      if (!isWorthRetrying(problem) || tries >= TRIES) throw caught
      await wait(backoff(tries, Math.random))
      signal?.throwIfAborted()
      tries += 1
    }
  }
}

/** Resolves when the rate limit lets a call pass. */
function whenFree(
  { holds, isHeldBy }: CallServices['queue'],
  gateway: GatewayId,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const unsubscribe = holds.subscribe(check)
    signal.addEventListener('abort', check)
    check()

    function check(): void {
      if (!signal.aborted && isHeldBy(gateway, 'rate-limit')) return
      unsubscribe()
      signal.removeEventListener('abort', check)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
  })
}
