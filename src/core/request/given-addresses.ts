import { listLines } from '../text/list-lines.ts'
import type { Given } from './given.ts'

/** The addresses of dragged links or pictures. Firefox's own type has a title after each one. */
export function listLinks(given: Given): string[] {
  const listed = listLines(given['text/uri-list']).filter((line) => !line.startsWith('#'))
  if (listed.length > 0) return listed
  return listLines(given['text/x-moz-url']).filter((_, index) => index % 2 === 0)
}

/**
 * The addresses that a text consists of, with any scheme: `https://a.example/b.png`. Undefined when
 * it has other words, too.
 */
export function readAddresses(text: string): string[] | undefined {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/[,;]$/, ''))
    .filter((word) => word !== '')
  const areAddresses = words.every((word) => /^[a-z][a-z0-9+.-]*:[^\s]/i.test(word))
  return words.length > 0 && areAddresses ? words : undefined
}
