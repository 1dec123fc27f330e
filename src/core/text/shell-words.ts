import { readStringLiteral } from './string-literal.ts'

/** Characters between words. */
const SEPARATORS = /[\s;&|<>()]/

/** Characters that a backslash escapes within double quotes, by POSIX. */
const QUOTED_ESCAPES = /[$`"\\\n]/

/**
 * Splits a shell script into words. Quotes and backslashes are removed as in a POSIX shell, and so
 * are comments. Nothing is expanded. Returns undefined when a quote has no end.
 */
export function splitShellWords(text: string): string[] | undefined {
  const words: string[] = []
  let parts: string[] = []
  const endWord = () => {
    if (parts.length > 0) words.push(parts.join(''))
    parts = []
  }
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? ''
    const next = text[at + 1] ?? ''
    if (character === '\\') {
      if (next !== '\n' && next !== '\r') parts.push(next)
      at += next === '\r' && text[at + 2] === '\n' ? 3 : 2
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1)
      if (end < 0) return undefined
      parts.push(text.slice(at + 1, end))
      at = end + 1
    } else if (character === '"') {
      const quoted = readDoubleQuoted(text, at)
      if (!quoted) return undefined
      parts.push(quoted.value)
      at = quoted.end
    } else if (character === '$' && next === "'") {
      const quoted = readDollarQuoted(text, at + 1)
      if (!quoted) return undefined
      parts.push(quoted.value)
      at = quoted.end
    } else if (character === '#' && parts.length === 0) {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else if (SEPARATORS.test(character)) {
      endWord()
      at += 1
    } else {
      parts.push(character)
      at += 1
    }
  }
  endWord()
  return words
}

function readDoubleQuoted(text: string, start: number): { value: string; end: number } | undefined {
  const parts: string[] = []
  let from = start + 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '"') {
      parts.push(text.slice(from, at))
      return { value: parts.join(''), end: at + 1 }
    }
    if (text[at] !== '\\') continue
    const next = text[at + 1] ?? ''
    if (QUOTED_ESCAPES.test(next)) {
      parts.push(text.slice(from, at), next === '\n' ? '' : next)
      from = at + 2
    }
    at += 1
  }
  return undefined
}

/** Reads `$'…'`. Its usual escapes are those of JavaScript. */
function readDollarQuoted(text: string, start: number): { value: string; end: number } | undefined {
  return readStringLiteral(text, start)
}
