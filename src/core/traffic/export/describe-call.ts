import { explain } from '../../api/explain.ts'
import type { Exchange } from '../exchange.ts'

/** Why there is no answer that counts, in a sentence; undefined where there is one. */
export function describeFailure({ failure }: Exchange): string | undefined {
  if (failure === undefined) return undefined
  if (failure === 'aborted') return 'It was broken off from this side before it was over.'
  return explain(failure).sentence
}

/** What is known of a body that is not shown: `1000 bytes, sha256:…`. */
export function describeBody({ request }: Exchange): string {
  const { size, hash } = request.body ?? { size: 0 }
  const amount = `${size} ${size === 1 ? 'byte' : 'bytes'}`
  return hash === undefined ? amount : `${amount}, ${hash}`
}
