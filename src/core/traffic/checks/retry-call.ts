import { readReason } from '../../api/contract.ts'
import { endOfWait, readPace } from '../../api/pacing.ts'
import { headerOf } from '../observed-call.ts'
import type { CheckCall, CheckedCall, CheckRequest } from './check.ts'

/** Maximum retries of a call that met the rate limit. */
const MAX_RETRIES = 2

/** Maximum wait for a rate limit, in milliseconds. */
const MAX_WAIT = 120_000

interface RetryOptions {
  signal: AbortSignal
  onCall: (call: CheckedCall) => void
  /**
   * Called when a wait for the rate limit starts, with its end in milliseconds since 1970. Called
   * with undefined when the wait is over.
   */
  onHeld: (until: number | undefined) => void
}

/**
 * Makes a call, and retries it when the gateway's rate limit ends soon.
 *
 * @throws {DOMException} named `AbortError`
 */
export async function callWithRetry(
  call: CheckCall,
  request: CheckRequest,
  { signal, onCall, onHeld }: RetryOptions,
): Promise<CheckedCall> {
  for (let retries = 0; ; retries += 1) {
    const checked = await call(request, signal)
    onCall(checked)
    signal.throwIfAborted()
    const now = Date.now()
    const until = endOfLimit(checked, now)
    if (until === undefined || retries === MAX_RETRIES || until - now > MAX_WAIT) return checked
    onHeld(until)
    await pause(until - now, signal)
    onHeld(undefined)
  }
}

/** @returns milliseconds since 1970, or undefined when the rate limit was not met */
function endOfLimit({ exchange, bytes }: CheckedCall, now: number): number | undefined {
  const { response } = exchange
  if (response?.status !== 429) return undefined
  const pace = readPace((name) => headerOf(response.headers, name) ?? null, now)
  return endOfWait(pace, readReason(429, new TextDecoder().decode(bytes)), now)
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', stop, { once: true })
  })
}
