// @ts-check
import { findBannedWords } from './banned-words.mjs'
import { findProse } from './prose.mjs'

const CHECKED = /\.(?:tsx?|m?js|css|md)$/

/**
 * @param {string} path
 * @param {readonly string[]} places Files and folders. All paths are relative to the root, which is ''.
 */
export function isIn(path, places) {
  return places.some((place) => place === '' || path === place || path.startsWith(`${place}/`))
}

/** @param {string} path */
export function isChecked(path) {
  return CHECKED.test(path)
}

/**
 * @param {string} path
 * @param {string} source
 * @returns {string[]} A line for each banned word, in the order of the source.
 */
export function reportWords(path, source) {
  return findProse(path, source)
    .flatMap(({ kind, start, text }) =>
      findBannedWords(text).map((one) => ({ ...one, kind, index: start + one.index })),
    )
    .sort((a, b) => a.index - b.index)
    .map(({ kind, index, word, instead }) => {
      const line = source.slice(0, index).split('\n').length
      return `${path}:${line}: ${kind}: "${word}"${instead ? ` (write: ${instead})` : ''}`
    })
}
