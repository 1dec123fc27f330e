/** Undocumented statuses of an upload in version 2. */
const UNLISTED: ReadonlySet<number> = new Set([404, 405, 415])

/** The documented codes of status 400. */
const CODES_400: ReadonlySet<string> = new Set(['invalid_request', 'invalid_json'])

/**
 * Whether this refusal of an upload is undocumented. The gateway may then lack the call itself.
 *
 * @param code empty when the response has none
 */
export function isUnlistedRefusal(status: number, code: string): boolean {
  return UNLISTED.has(status) || (status === 400 && !CODES_400.has(code))
}
