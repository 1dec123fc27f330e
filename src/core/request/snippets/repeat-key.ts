import { GENERATIONS } from '../../api/generations.ts'
import { hashText } from '../../text/hash-text.ts'
import { writeJson } from '../../text/value-code.ts'
import { endpointOf } from '../endpoint.ts'
import type { GenerationRequest } from '../generation.ts'
import { bodyOf } from './request-body.ts'

/**
 * The idempotency header, which makes repeats of a request one job. Undefined in a version without
 * one.
 *
 * The key is derived from the call and its body, as in varg's SDK. Code that runs twice, for
 * example after a lost connection, makes and pays for one job. A random key for each copy would do
 * the same, but the shown code would differ from the copied code. A second result of an unchanged
 * request needs another key, and so does a body that is edited by hand.
 */
export function repeatHeader(
  request: GenerationRequest,
): [name: string, value: string] | undefined {
  const name = GENERATIONS[request.version].repeatHeader
  const endpoint = endpointOf(request)
  if (name === undefined) return undefined
  return [name, `refdrop-${endpoint}-${hashText(endpoint + writeJson(bodyOf(request)))}`]
}
