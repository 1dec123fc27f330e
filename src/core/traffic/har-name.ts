import { nameOf } from '../history/history.ts'
import type { Exchange } from './exchange.ts'

/** Maximum characters of the uploaded file's name. */
const MAX_LENGTH = 60

/**
 * The name of a HAR file with this call, in UTC: `refdrop-a.png-2025-03-03T14-05-09.har`. Contains
 * letters, digits, dots and hyphens only.
 */
export function harName({ subject, request, at }: Exchange): string {
  const called = nameOf(subject?.path ?? request.url.replace(/[?#].*/s, ''))
  const name = called.replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '')
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
  return `refdrop-${[...name].slice(-MAX_LENGTH).join('') || 'call'}-${time}.har`
}
