import { readRules, splitBlocks, writeRules } from './css-rules.ts'

/** Blocks of Tailwind that only declare tokens. */
const DECLARING = /^@layer (theme|properties)\{/

const NAMED = /^@(?:property|keyframes) ([\w-]+)\{/

/**
 * Splits the blocks of a sheet that are not utilities. Each sheet gets the tokens, typed properties
 * and keyframes that it uses and no earlier sheet has. The last gets the remaining ones. The first
 * also gets all other blocks.
 *
 * @param users the styles and scripts of each sheet but the last
 */
export function splitTokens(blocks: readonly string[], users: readonly string[]): string[] {
  const declaring = blocks.filter((block) => DECLARING.test(block))
  const named = blocks.filter((block) => NAMED.test(block))
  const others = blocks
    .filter((block) => !declaring.includes(block) && !named.includes(block))
    .join('')
  const declarations = declaring.flatMap((block) =>
    readRules(block).flatMap(({ body }) => declarationsOf(body)),
  )
  const words = wordsOf(others)
  const earlier = new Set<string>()
  const take = (isWanted: (name: string) => boolean) => {
    const tokens = declaring.map((block) =>
      writeRules(
        readRules(block)
          .map((rule) => ({
            ...rule,
            body: declarationsOf(rule.body)
              .filter((declaration) => isWanted(nameOf(declaration)))
              .join(''),
          }))
          .filter(({ body }) => body !== ''),
      ),
    )
    const rest = named.filter((block) => isWanted(NAMED.exec(block)?.[1] ?? ''))
    return tokens.join('') + rest.join('')
  }
  const sheets = users.map((user) => {
    for (const word of wordsOf(user)) words.add(word)
    // Repeats, because a token may use another one.
    for (let size = -1; size < words.size; ) {
      size = words.size
      for (const declaration of declarations) {
        if (words.has(nameOf(declaration))) for (const word of wordsOf(declaration)) words.add(word)
      }
    }
    const sheet = take((name) => words.has(name) && !earlier.has(name))
    for (const word of words) earlier.add(word)
    return sheet
  })
  const [first = '', ...later] = [...sheets, take((name) => !earlier.has(name))]
  return [first + others, ...later]
}

const declarationsOf = (body: string) => splitBlocks(`${body};`)

const nameOf = (declaration: string) => declaration.slice(0, declaration.indexOf(':'))

const wordsOf = (text: string) => new Set(text.match(/[\w-]+/g))
