// @ts-check
import { parseSync } from 'vite'
import { findElementTexts } from './people-words.mjs'

/**
 * Finds words for people that are in a component instead of a catalogue.
 *
 * @param {string} path
 * @param {string} source
 * @returns {string[]} `src/ui/Badge.tsx:12: New`, in the order of the source.
 */
export function findLiteralWords(path, source) {
  const { program, errors } = parseSync(path, source)
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`)
  return findElementTexts(program)
    .flatMap(({ parts }) => parts)
    .sort((a, b) => a.start - b.start)
    .flatMap(({ start, end }) => {
      const text = source.slice(start, end)
      const shown = text.replace(/&#?\w+;/g, ' ')
      if (!/\p{L}/u.test(shown)) return []
      const before = source.slice(0, start + text.search(/\S/))
      return [`${path}:${before.split('\n').length}: ${text.replace(/\s+/g, ' ').trim()}`]
    })
}
