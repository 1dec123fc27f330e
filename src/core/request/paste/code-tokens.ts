import { readStringLiteral } from '../../text/string-literal.ts'

/** A token of JavaScript, TypeScript, Python or JSON. Only the types that requests need exist. */
export interface CodeToken {
  type: 'name' | 'mark' | 'comment' | 'string' | 'number'
  /** The value, for a string. Expressions in a template stay as written. */
  text: string
}

/** A name, a number, or a comment of one line. */
const WORD = /([a-z_$][\w$]*)|(-?\d(?:[\w.]|(?<=e)[+-])*)|(?<!:)\/\/(.*)/iy

/** A quote after a letter or a backslash begins no string. */
const QUOTE = /(?<![\w\\])["'`]/y

/** Splits code into names, values, comments and single marks. Never throws, for any text. */
export function* readCodeTokens(text: string): Generator<CodeToken> {
  /** Opening marks of block comments and triple-quoted strings that have no end from here on. */
  const endless = new Set<string>()
  for (let at = 0; at < text.length; ) {
    const [word = '', name, number, comment] = matchAt(WORD, text, at) ?? []
    const open = ['/*', '"""', "'''"].find((mark) => text.startsWith(mark, at)) ?? ''
    const close = open === '/*' ? '*/' : open
    const end = open && !endless.has(open) ? text.indexOf(close, at + open.length) : -1
    if (open && end < 0) endless.add(open)
    const literal = matchAt(QUOTE, text, at) && readStringLiteral(text, at)
    if (word) {
      if (name) yield { type: 'name', text: name }
      else if (number) yield { type: 'number', text: number }
      else if (comment) yield { type: 'comment', text: comment }
      at += word.length
    } else if (end >= 0) {
      const inner = text.slice(at + open.length, end)
      yield { type: open === '/*' ? 'comment' : 'string', text: inner }
      at = end + close.length
    } else if (literal) {
      yield { type: 'string', text: literal.value }
      at = literal.end
    } else {
      const mark = text[at] ?? ''
      const isComparison = mark === '<' && !/[a-z]/i.test(text[at + 1] ?? '')
      if (/[^\s"'`]/.test(mark)) yield { type: 'mark', text: isComparison ? '' : mark }
      at += 1
    }
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Index of the next line end, or the length of the text. */
export function endOfLine(text: string, start: number): number {
  const end = /[\r\n]/g
  end.lastIndex = start
  return end.exec(text)?.index ?? text.length
}
