/** A style rule, and the at-rules around it from the outside in. */
export interface StyleRule {
  around: readonly string[]
  selector: string
  /** The declarations without braces. */
  body: string
}

/** Splits minified CSS into its outermost statements and blocks. Leaves out comments. */
export function splitBlocks(css: string): string[] {
  const blocks: string[] = []
  let start = 0
  let depth = 0
  for (const { 0: mark, index } of css.matchAll(TOKEN)) {
    if (mark.startsWith('/*')) {
      if (depth === 0) start = index + mark.length
    } else if (mark === '{') depth += 1
    else if (mark === '}') depth -= 1
    if (depth === 0 && (mark === '}' || mark === ';')) {
      blocks.push(css.slice(start, index + 1))
      start = index + 1
    }
  }
  return blocks
}

/** Comments, escapes, strings, and what opens or ends a block or a statement. */
const TOKEN = /\/\*.*?\*\/|\\.|"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[{};]/gs

/** The style rules of a sheet in source order, including those within at-rules. */
export function readRules(css: string, around: readonly string[] = []): StyleRule[] {
  return splitBlocks(css).flatMap((block) => {
    const open = block.indexOf('{')
    const head = block.slice(0, open)
    const body = block.slice(open + 1, -1)
    if (head.startsWith('@')) return readRules(body, [...around, head])
    return splitSelectors(head).map((selector) => ({ around, selector, body }))
  })
}

/** The CSS of rules. Neighbours share their conditions and their declarations. */
export function writeRules(rules: readonly StyleRule[]): string {
  let css = ''
  let open: readonly string[] = []
  for (const [index, { around, selector, body }] of rules.entries()) {
    if (around.join() !== open.join()) {
      css += '}'.repeat(open.length) + around.map((head) => `${head}{`).join('')
      open = around
    }
    const next = rules[index + 1]
    const isShared = next?.body === body && next.around.join() === around.join()
    css += isShared ? `${selector},` : `${selector}{${body}}`
  }
  return css + '}'.repeat(open.length)
}

/** Groups the selectors of a list by specificity. */
function splitSelectors(list: string): string[] {
  const bySpecificity = new Map<number, string[]>()
  for (const selector of splitList(list)) {
    const specificity = specificityOf(selector)
    bySpecificity.set(specificity, [...(bySpecificity.get(specificity) ?? []), selector])
  }
  return Array.from(bySpecificity.values(), (selectors) => selectors.join())
}

/** The parts of a list at its commas, except commas within brackets. */
export function splitList(list: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [mark] of list.matchAll(/\\.|./gs)) {
    if (mark === '(' || mark === '[') depth += 1
    if (mark === ')' || mark === ']') depth -= 1
    if (mark === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += mark
  }
  return parts
}

const GROUP = /:(where|is|not|has)\(((?:\\.|[^()\\]|\((?:\\.|[^()\\]|\([^()]*\))*\))*)\)/g

/** The specificity of a selector as a comparable number. The page has no rules for ids. */
export function specificityOf(selector: string): number {
  let sum = 0
  const rest = selector.replace(GROUP, (_all, name: string, list: string) => {
    if (name !== 'where') sum += Math.max(...splitList(list).map(specificityOf))
    return ''
  })
  const count = (kind: RegExp) => rest.match(kind)?.length ?? 0
  const elements = count(/:(:[\w-]+|before|after)|(?<=^|[\s>+~])[a-z][\w-]*/g)
  const classes = count(
    /\.(?:\\.|[\w-])+|\[(?:\\.|[^\]])*\]|(?<![:\\]):(?!before|after)[\w-]+(?:\([^()]*\))?/g,
  )
  return sum + classes * 100 + elements
}
