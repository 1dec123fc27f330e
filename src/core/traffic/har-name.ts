import { nameOf } from '../history/history.ts'
import type { Exchange } from './exchange.ts'

/** Characters of a file's name that are taken over. */
const LONGEST = 60

/**
 * What a file of this call is called: `refdrop-a.png-2025-03-03T14-05-09.har`, with the time in
 * UTC. Letters, digits and dots only, whatever the file or the URL is called.
 */
export function harName({ subject, request, at }: Exchange): string {
  const called = nameOf(subject?.path ?? request.url.replace(/[?#].*/s, ''))
  const name = called.replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '')
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
  return `refdrop-${[...name].slice(-LONGEST).join('') || 'call'}-${time}.har`
}
