import { type ESTree, type Plugin, parseSync } from 'vite'

/** Accented letters by the plain letters that they resemble. */
const LETTERS = Object.fromEntries(
  Array.from('aeiouycnslzAEIOUYCNSLZ', (letter, index) => [
    letter,
    'àéîöüýçñšłžÀÉÎÖÜÝÇÑŠŁŽ'.charAt(index),
  ]),
)

/** Makes a text a third longer, like some languages. Marks at both ends show if it is cut off. */
function lengthen(text: string): string {
  const accented = text.replace(/\\.|[a-z]/gi, (part) => LETTERS[part] ?? part)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters < 2 ? text : `⟦${accented}${'·'.repeat(Math.ceil(letters / 3))}⟧`
}

interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Builds the page from right to left in a made-up language, from the texts of the English
 * catalogues. A text without accents is in no catalogue.
 */
export function pseudoLocale(): Plugin {
  return {
    name: 'pseudo-locale',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*words\.ts$/.test(id) || !code.includes('export const words')) return undefined
      const edits: Edit[] = []
      collect(code, parseSync(id, code, { lang: 'ts' }).program as unknown as AnyNode, edits)
      return edits
        .toSorted((one, other) => other.start - one.start)
        .reduce(
          (text, { start, end, text: next }) => text.slice(0, start) + next + text.slice(end),
          code,
        )
    },
    transformIndexHtml: (html) => html.replace('<html lang="en"', '<html lang="en-XA" dir="rtl"'),
  }
}

type AnyNode = { type: string; start: number; end: number } & Record<string, unknown>

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'type' in value

/** Parts of syntax nodes whose strings are compared or are names. */
const SKIPPED: Record<string, readonly string[]> = {
  Property: ['key'],
  MemberExpression: ['property'],
  SwitchCase: ['test'],
  BinaryExpression: ['left', 'right'],
  NewExpression: ['arguments'],
}

function collect(code: string, node: AnyNode, edits: Edit[]): void {
  if (node.type.startsWith('TS') || node.type === 'ImportDeclaration') {
    if (isNode(node.expression)) collect(code, node.expression, edits)
    return
  }
  const { start, end } = node
  if (node.type === 'Literal' && typeof node.value === 'string') {
    edits.push({ start, end, text: JSON.stringify(lengthen(node.value)) })
  }
  if (node.type === 'TemplateElement') {
    const { raw } = node.value as ESTree.TemplateElement['value']
    // The range of a template part may include its delimiters.
    const at = code.indexOf(raw, start)
    edits.push({ start: at, end: at + raw.length, text: lengthen(raw) })
  }
  for (const [name, member] of Object.entries(node)) {
    if (
      SKIPPED[node.type]?.includes(name) &&
      !(node.type === 'BinaryExpression' && node.operator === '+')
    )
      continue
    for (const child of Array.isArray(member) ? member : [member])
      if (isNode(child)) collect(code, child, edits)
  }
}
