/** A string (possibly truncated), a punctuation mark, or a literal such as a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs

/** Maximum number of indented levels. */
const DEEPEST = 24

/**
 * Puts each member of JSON on its own line. Strings and numbers stay exactly as they are: parsing
 * would round large numbers and lose duplicate members. Accepts truncated JSON.
 */
export function indentJson(text: string): string {
  let depth = 0
  let before = ''
  let indented = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']'
    if (closes) depth -= 1
    const isEmpty = closes && (before === '{' || before === '[')
    const beginsLine = (closes && !isEmpty) || (!closes && /^[{[,]$/.test(before))
    if (beginsLine) indented += `\n${'  '.repeat(Math.max(0, Math.min(depth, DEEPEST)))}`
    indented += token === ':' ? ': ' : token
    if (token === '{' || token === '[') depth += 1
    before = token
  }
  return indented
}
