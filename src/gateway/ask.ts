import { PATHS, readBalance } from '../core/contract.ts'
import {
  MACHINE_PATH,
  type Machine,
  parseMachine,
  parseReach,
  REACH_PATH,
  type Reach,
} from '../core/machine.ts'
import { exchangeText } from './exchange-text.ts'

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
  const headers: HeadersInit = key === undefined ? {} : { Authorization: `Bearer ${key}` }
  return readBalance(await exchangeText(base + PATHS.balance, { headers, signal }))
}

/** What this machine offers: where varg.ai goes, and whether there is a key. @throws {ProblemError} */
export async function askMachine(signal: AbortSignal): Promise<Machine> {
  const { body } = await exchangeText(MACHINE_PATH, { signal })
  return parseMachine(JSON.parse(body))
}

/** Whether there is a way to varg.ai from this machine. @throws {ProblemError} */
export async function askReach(): Promise<Reach> {
  const { body } = await exchangeText(REACH_PATH, { signal: AbortSignal.timeout(REACH_PATIENCE) })
  return parseReach(JSON.parse(body))
}
