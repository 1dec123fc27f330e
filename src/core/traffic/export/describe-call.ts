import { explainInFull } from '../../api/explain.ts'
import type { Exchange } from '../exchange.ts'
import { words } from './words.ts'

/** A sentence with the reason of a failure. Undefined when the call succeeded. */
export function describeFailure({ failure }: Exchange): string | undefined {
  if (failure === undefined) return undefined
  if (failure === 'aborted') return words.aborted
  return `${explainInFull(failure)}.`
}

/** Describes a request body that is not shown: `1000 bytes, sha256:…`. */
export function describeBody({ request }: Exchange): string {
  const { size, hash } = request.body ?? { size: 0 }
  const amount = words.size(size)
  return hash === undefined ? amount : `${amount}, ${hash}`
}
