import type { GatewayResponse } from './contract.ts'
import type { Route, RouteParts } from './route.ts'

/** What a call sends. */
interface CallParts extends RouteParts {
  /** The body, sent as JSON. */
  json?: unknown
}

/**
 * One call of the gateway as data and pure functions.
 *
 * @typeParam Given what the caller passes
 */
export interface Call<Given, Result> {
  route: Route
  parts(given: Given): CallParts
  /** @throws {ProblemError} for a response that is an error or breaks the contract */
  read(response: GatewayResponse): Result
}

/** A call that needs nothing from its caller. */
export function plainCall<Result>(
  route: Route,
  read: (response: GatewayResponse) => Result,
): Call<void, Result> {
  return { route, parts: () => ({}), read }
}
