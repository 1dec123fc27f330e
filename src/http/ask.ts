import { PATHS, readBalance } from '../core/api/contract.ts'
import { type Access, accessHeaders } from '../core/api/credential.ts'
import {
  parseReach,
  parseServerInfo,
  REACH_PATH,
  type Reach,
  SERVER_INFO_PATH,
  type ServerInfo,
} from '../core/api/server-info.ts'
import { exchangeText } from './exchange-text.ts'

/** How long our own server may take to look for the upstream, in milliseconds. */
const REACH_PATIENCE = 10_000

/**
 * The balance in cents, which is also how a key is checked.
 *
 * @throws {ProblemError} for every answer but a balance; 401 alone means a bad key
 */
export async function askBalance(
  base: string,
  access: Access,
  signal: AbortSignal,
): Promise<{ balanceCents: number }> {
  return readBalance(
    await exchangeText(base + PATHS.balance, {
      headers: Object.fromEntries(accessHeaders(access)),
      signal,
    }),
  )
}

/** What this machine offers: where varg.ai goes, and whether there is a key. @throws {ProblemError} */
export async function askServerInfo(signal: AbortSignal): Promise<ServerInfo> {
  const { body } = await exchangeText(SERVER_INFO_PATH, { signal })
  return parseServerInfo(JSON.parse(body))
}

/** Whether there is a way to varg.ai from this machine. @throws {ProblemError} */
export async function askReach(): Promise<Reach> {
  const { body } = await exchangeText(REACH_PATH, { signal: AbortSignal.timeout(REACH_PATIENCE) })
  return parseReach(JSON.parse(body))
}
