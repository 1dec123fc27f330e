import { type Answer, PATHS, readBalance } from '../core/contract.ts'
import {
  MACHINE_PATH,
  type Machine,
  PAGE_HEADER,
  parseMachine,
  parseReach,
  REACH_PATH,
  type Reach,
} from '../core/machine.ts'
import { ProblemError } from '../core/problem.ts'

/** How long our own server may take to look for the upstream, in milliseconds. */
const REACH_PATIENCE = 10_000

/**
 * The balance in cents, which is also how a key is checked.
 *
 * @param key undefined where the proxy adds the machine's own key
 * @throws {ProblemError} for every answer but a balance; 401 alone means a bad key
 */
export async function askBalance(
  base: string,
  key: string | undefined,
  signal: AbortSignal,
): Promise<{ balanceCents: number }> {
  return readBalance(await get(base + PATHS.balance, key, signal))
}

/** What this machine offers: where varg.ai goes, and whether there is a key. @throws {ProblemError} */
export async function askMachine(signal: AbortSignal): Promise<Machine> {
  const { body } = await get(MACHINE_PATH, undefined, signal)
  return parseMachine(JSON.parse(body))
}

/** Whether there is a way to varg.ai from this machine. @throws {ProblemError} */
export async function askReach(): Promise<Reach> {
  const { body } = await get(REACH_PATH, undefined, AbortSignal.timeout(REACH_PATIENCE))
  return parseReach(JSON.parse(body))
}

async function get(path: string, key: string | undefined, signal: AbortSignal): Promise<Answer> {
  const headers: Record<string, string> = { [PAGE_HEADER]: '1' }
  if (key !== undefined) headers.Authorization = `Bearer ${key}`
  try {
    const response = await fetch(path, { headers, signal, cache: 'no-store', redirect: 'error' })
    const mediaType = response.headers.get('Content-Type') ?? ''
    return { status: response.status, mediaType, body: await response.text() }
  } catch (caught) {
    if (signal.aborted) throw caught
    throw new ProblemError({ kind: 'no-connection' })
  }
}
