import type { Value } from '../../text/value-code.ts'
import type { CodeMember, CodeTree, CodeValue } from './code-tree.ts'

/** Maximum depth, because constants may refer to each other. */
const DEEPEST = 50

/** Maximum values of one reader. Constants that use other constants twice grow exponentially. */
const MOST_VALUES = 50_000

const LITERALS = new Map<string, Value>([
  ...(['true', 'True'] as const).map((name) => [name, true] as const),
  ...(['false', 'False'] as const).map((name) => [name, false] as const),
  ...(['null', 'None'] as const).map((name) => [name, null] as const),
])

/**
 * Returns a reader of literals and constants in code. Runs nothing. Computed values and values
 * beyond the limits are undefined, and omitted from objects and arrays.
 */
export function createValueReader(tree: CodeTree): (member: CodeMember) => Value | undefined {
  let count = 0

  function read(value: CodeValue, isNumber: boolean, depth: number): Value | undefined {
    count += 1
    if (depth > DEEPEST || count > MOST_VALUES) return undefined
    if (typeof value === 'string') return isNumber ? readNumber(value) : value
    if ('name' in value) {
      if (LITERALS.has(value.name)) return LITERALS.get(value.name)
      const constant = tree.constants.get(value.name)
      return constant === undefined ? undefined : read(constant, isNumeric(constant), depth + 1)
    }
    const { open, members } = value
    const inner = (one: CodeMember) => read(one.value, one.isNumber === true, depth + 1)
    if (open === '[') {
      return members.flatMap((one) => {
        const item = inner(one)
        return item === undefined ? [] : [item]
      })
    }
    if (open !== '{') return undefined
    const [only] = members
    // The braces of an attribute in TSX.
    if (only && members.length === 1 && only.key === undefined) return inner(only)
    const entries = members.flatMap((one) => {
      const read = one.key === undefined ? undefined : inner(one)
      return read === undefined ? [] : [[one.key ?? '', read] as const]
    })
    return Object.fromEntries(entries)
  }

  return ({ value, isNumber }) => read(value, isNumber === true, 0)
}

function readNumber(text: string): number | undefined {
  const number = Number(text.replaceAll('_', ''))
  return Number.isFinite(number) ? number : undefined
}

function isNumeric(constant: CodeValue): boolean {
  return typeof constant === 'string' && /^-?\d+(?:\.\d+)?$/.test(constant)
}
