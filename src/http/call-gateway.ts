import { type Access, accessHeaders } from '../core/api/credential.ts'
import type { Call } from '../core/api/gateway-call.ts'
import { redactAll, withoutSecret } from '../core/api/key.ts'
import type { Pace } from '../core/api/pacing.ts'
import { asProblem, ProblemError } from '../core/api/problem.ts'
import { pathTo } from '../core/api/route.ts'
import { exchangeText } from './exchange-text.ts'

/**
 * Makes one call of the gateway. Callers own retries and rate limits.
 *
 * @param base path of the gateway on our origin, without a version
 * @throws {ProblemError} with the pace of the response, if there was one
 * @throws {DOMException} the reason of `signal` when it fires
 */
export async function callGateway<Given, Result>(
  base: string,
  access: Access,
  call: Call<Given, Result>,
  given: Given,
  signal: AbortSignal,
): Promise<{ result: Result; pace: Pace }> {
  const { json, ...parts } = call.parts(given)
  const headers = Object.fromEntries(accessHeaders(access))
  if (json !== undefined) headers['Content-Type'] = 'application/json'
  const response = await exchangeText(base + pathTo(call.route, parts), {
    method: call.route.method,
    headers,
    signal,
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  const { pace } = response
  try {
    return { result: call.read(response), pace }
  } catch (caught) {
    // A response may repeat the key.
    const problem = redactAll(asProblem(caught), (text) => withoutSecret(text, access.key ?? ''))
    throw new ProblemError(problem, pace)
  }
}
