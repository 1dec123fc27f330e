import type { ApiVersion } from '../core/api/api-version.ts'
import { BALANCES } from '../core/api/balance-call.ts'
import type { Balance, UploadedFile } from '../core/api/contract.ts'
import { type Access, accessHeaders } from '../core/api/credential.ts'
import { detectVersion } from '../core/api/detect-version.ts'
import type { Pace } from '../core/api/pacing.ts'
import { ProblemError } from '../core/api/problem.ts'
import type { SentFile } from '../core/api/send-call.ts'
import {
  parseReach,
  parseServerInfo,
  REACH_PATH,
  type Reach,
  SERVER_INFO_PATH,
  type ServerInfo,
} from '../core/api/server-info.ts'
import { ASK } from '../core/api/v2/files-v2.ts'
import { resultOfFound } from '../core/api/v2/found-file.ts'
import { ROUTES_2 } from '../core/api/v2/routes-v2.ts'
import { callGateway } from './call-gateway.ts'
import { exchangeText } from './exchange-text.ts'

/** Timeout of our server's check of the upstream, in milliseconds. */
const REACH_TIMEOUT = 10_000

/** Timeout for asking whether the gateway has a content, in seconds. */
const CONTENT_TIMEOUT = 8

/**
 * The balance in cents. It also checks a key: only status 401 means a bad one.
 *
 * @throws {ProblemError} for every response without a balance
 */
export async function askBalance(
  base: string,
  access: Access,
  signal: AbortSignal,
): Promise<Balance> {
  return (await callGateway(base, access, BALANCES[access.version], undefined, signal)).result
}

/**
 * The version that a gateway speaks. Undefined when its response does not show it.
 *
 * @throws {ProblemError} without a response
 */
export async function askVersion(
  base: string,
  access: Access,
  signal: AbortSignal,
): Promise<ApiVersion | undefined> {
  const headers = Object.fromEntries(accessHeaders(access))
  return detectVersion(await exchangeText(base + ROUTES_2.me.path, { headers, signal }))
}

/**
 * The result of a file, if the gateway already has its content.
 *
 * @throws {ProblemError} for any other answer, and without one in time
 * @throws {DOMException} the reason of `signal` when it fires
 */
export async function askContent(
  base: string,
  access: Access,
  file: SentFile,
  signal: AbortSignal,
): Promise<{ result: UploadedFile | undefined; pace: Pace }> {
  const late = AbortSignal.timeout(CONTENT_TIMEOUT * 1000)
  const either = AbortSignal.any([signal, late])
  try {
    const { result, pace } = await callGateway(base, access, ASK, file.hash, either)
    return { result: result && resultOfFound(result, file), pace }
  } catch (caught) {
    if (!late.aborted || signal.aborted) throw caught
    throw new ProblemError({ kind: 'no-answer', seconds: CONTENT_TIMEOUT })
  }
}

/** The settings of our server: the upstream, its key, the sandbox. @throws {ProblemError} */
export async function askServerInfo(signal: AbortSignal): Promise<ServerInfo> {
  const { body } = await exchangeText(SERVER_INFO_PATH, { signal })
  return parseServerInfo(JSON.parse(body))
}

/** Whether our server can reach the upstream. @throws {ProblemError} */
export async function askReach(): Promise<Reach> {
  const { body } = await exchangeText(REACH_PATH, { signal: AbortSignal.timeout(REACH_TIMEOUT) })
  return parseReach(JSON.parse(body))
}
