import { readStringLiteral } from '../../text/string-literal.ts'

/** A token of JavaScript, TypeScript or JSON. Only the types that references need exist. */
export type CodeToken =
  | { type: 'name' | 'mark' | 'comment'; text: string }
  /** The value of a template with `${…}` is undefined. */
  | { type: 'string'; value: string | undefined }

/** Splits code into names, strings, comments and single marks. Never throws, for any text. */
export function* readCodeTokens(text: string): Generator<CodeToken> {
  const name = /[A-Za-z_$][\w$]*/y
  let commentEnds = true
  for (let at = 0; at < text.length; ) {
    const character = text[at] ?? ''
    name.lastIndex = at
    const match = name.exec(text)
    if (match) {
      yield { type: 'name', text: match[0] }
      at = name.lastIndex
    } else if (text.startsWith('//', at) && text[at - 1] !== ':') {
      const end = endOfLine(text, at)
      yield { type: 'comment', text: text.slice(at + 2, end) }
      at = end
    } else if (commentEnds && text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2)
      commentEnds = end >= 0
      if (commentEnds) yield { type: 'comment', text: text.slice(at + 2, end) }
      at = commentEnds ? end + 2 : at + 2
    } else if (isQuote(text, at)) {
      const literal = readStringLiteral(text, at)
      if (literal) yield { type: 'string', value: literal.isOpen ? undefined : literal.value }
      at = literal?.end ?? at + 1
    } else {
      if (!/\s/.test(character)) yield { type: 'mark', text: character }
      at += 1
    }
  }
}

/** A quote after a letter or a backslash does not begin a string. */
function isQuote(text: string, at: number): boolean {
  return /["'`]/.test(text[at] ?? '') && !/[\w\\]/.test(text[at - 1] ?? '')
}

/** Index of the next line end, or the length of the text. */
export function endOfLine(text: string, start: number): number {
  const end = /[\r\n]/g
  end.lastIndex = start
  return end.exec(text)?.index ?? text.length
}
