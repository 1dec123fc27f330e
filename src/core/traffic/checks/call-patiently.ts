import { readReason } from '../../api/contract.ts'
import { endOfWait, readPace } from '../../api/pacing.ts'
import { headerOf } from '../observed-call.ts'
import type { CheckCall, CheckedCall, CheckRequest } from './check.ts'

/** How often a call is made again that met the rate limit. */
const MOST_WAITS = 2

/** A limit that holds longer than this is not waited for, in milliseconds. */
const LONGEST_WAIT = 120_000

interface Watch {
  signal: AbortSignal
  /** Told of each call that is over. */
  onCall: (call: CheckedCall) => void
  /** Told until when the rate limit is waited for, in milliseconds since 1970; undefined when it goes on. */
  onHeld: (until: number | undefined) => void
}

/**
 * Makes a call, and makes it again where the rate limit was met and says that it ends soon.
 *
 * @throws {DOMException} named `AbortError`
 */
export async function callPatiently(
  call: CheckCall,
  request: CheckRequest,
  { signal, onCall, onHeld }: Watch,
): Promise<CheckedCall> {
  for (let waits = 0; ; waits += 1) {
    const made = await call(request, signal)
    onCall(made)
    signal.throwIfAborted()
    const now = Date.now()
    const until = endOfLimit(made, now)
    if (until === undefined || waits === MOST_WAITS || until - now > LONGEST_WAIT) return made
    onHeld(until)
    await pause(until - now, signal)
    onHeld(undefined)
  }
}

/** Undefined where it was not met. */
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
