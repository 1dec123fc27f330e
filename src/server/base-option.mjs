// @ts-check

/** Segments that no URL parser changes. */
const BASE = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/

/**
 * Reads the sub-path of `--base`: `/refdrop/`, `refdrop` and `/refdrop` are the same.
 *
 * @param {string} text
 * @returns {string | undefined} Without a slash at the end, and empty for the root. Undefined when
 *   the text is no plain path.
 */
export function parseBase(text) {
  const base = `/${text.trim()}`.replace(/^\/{2}/, '/').replace(/\/$/, '')
  return BASE.test(base) ? base : undefined
}

/** @param {string} text */
export function describeBadBase(text) {
  return `--base takes a path such as /refdrop/, but not “${text}”.`
}
