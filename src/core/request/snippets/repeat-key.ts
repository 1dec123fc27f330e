import { GENERATIONS } from '../../api/generations.ts'
import { hashText } from '../../text/hash-text.ts'
import { writeJson } from '../../text/value-code.ts'
import { endpointOf } from '../endpoint.ts'
import type { GenerationRequest } from '../generation.ts'
import { bodyOf } from './request-body.ts'

/**
 * The header that makes repeats of a request one job, for code that runs. Undefined in a version
 * without one.
 *
 * The key is derived from the call and its body, as in varg's SDK. Code that runs twice, for example
 * after a lost connection, makes one job and costs one. A random key for each copy would do the
 * same, but the code in view would change without a reason and differ from the copied one. A second
 * result of an unchanged request needs another key, and so does a body that is edited by hand.
 */
export function repeatHeader(
  request: GenerationRequest,
): [name: string, value: string] | undefined {
  const name = GENERATIONS[request.version].repeatHeader
  const endpoint = endpointOf(request)
  if (name === undefined) return undefined
  return [name, `refdrop-${endpoint}-${hashText(endpoint + writeJson(bodyOf(request)))}`]
}
