import { explain } from '../../api/explain.ts'
import type { Exchange } from '../exchange.ts'

/** A sentence with the reason of a failure. Undefined when the call succeeded. */
export function describeFailure({ failure }: Exchange): string | undefined {
  if (failure === undefined) return undefined
  if (failure === 'aborted') return 'It was broken off from this side before it was over.'
  return explain(failure).sentence
}

/** Describes a request body that is not shown: `1000 bytes, sha256:…`. */
export function describeBody({ request }: Exchange): string {
  const { size, hash } = request.body ?? { size: 0 }
  const amount = `${size} ${size === 1 ? 'byte' : 'bytes'}`
  return hash === undefined ? amount : `${amount}, ${hash}`
}
