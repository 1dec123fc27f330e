/** A run of code in one colour. */
export interface Token {
  text: string
  /** Classes. Undefined for plain text. */
  look?: string | undefined
}

/** The colours of the kinds of tokens, which are the named groups of the grammars. */
const LOOKS: Record<string, string> = {
  comment: 'text-code-comment italic',
  keyword: 'text-code-keyword',
  name: 'text-code-name',
  number: 'text-code-number',
  string: 'text-code-string',
}

/** Each match consumes what it reads, in linear time: code of foreign servers can be hostile. */
const TEXT = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/
const NUMBER = /-?\b\d[\d.eE+-]*/

/** Each grammar is one pattern. What it does not match is plain. */
const GRAMMARS: Record<string, RegExp> = {
  json: grammar(
    `(?<name>${TEXT.source}(?=\\s*:))`,
    `(?<string>${TEXT.source}?)`,
    `(?<number>${NUMBER.source}|\\b(?:true|false|null)\\b)`,
  ),
  typescript: grammar(
    '(?<comment>//.*)',
    `(?<string>${TEXT.source}?|'(?:[^'\\\\\\n]|\\\\.)*'?|\`[^\`]*\`?)`,
    '(?<keyword>\\b(?:await|const|if|new|throw|export|import|from|return)\\b)',
    `(?<number>${NUMBER.source}|\\b(?:true|false|null|undefined)\\b)`,
    '(?<name>\\b[A-Za-z_]\\w*(?=\\())',
    // Consumes other words.
    '\\w+',
  ),
  bash: grammar(
    `(?<string>${TEXT.source}?|'[^']*'?)`,
    '(?<keyword>(?<=\\s)--?[A-Za-z][\\w-]*)',
    '(?<name>^[a-z]+|\\$\\w+)',
  ),
  markdown: grammar('(?<keyword>^[-*+](?= ))', '(?<string>(?<=\\])\\(\\S*\\))'),
}

function grammar(...kinds: readonly string[]): RegExp {
  return new RegExp(kinds.join('|'), 'gm')
}

/**
 * Splits code into tokens. Their joined texts equal the code.
 *
 * @returns undefined for a language without colours
 */
export function highlight(code: string, language: string): Token[] | undefined {
  const pattern = GRAMMARS[language]
  if (!pattern) return undefined
  const tokens: Token[] = []
  let done = 0
  for (const { 0: text, index, groups = {} } of code.matchAll(pattern)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined)
    if (kind === undefined) continue
    if (index > done) tokens.push({ text: code.slice(done, index) })
    tokens.push({ text, look: LOOKS[kind] })
    done = index + text.length
  }
  return [...tokens, { text: code.slice(done) }]
}
