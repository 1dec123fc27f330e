/** A string, also one that was cut; a mark; or a word, such as a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs

/** Levels beyond which nothing is moved further to the right. */
const DEEPEST = 24

/**
 * JSON with a line for each member, its texts and numbers exactly as they came: reading and writing
 * it anew would round large numbers and lose members of one name. Takes JSON that was cut, too.
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
