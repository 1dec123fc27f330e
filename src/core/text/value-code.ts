import { quoteText } from './literals.ts'

/** What JSON can say, as far as requests need it. Members that are undefined are left out. */
type Value = string | number | Value[] | ValueObject

export interface ValueObject {
  [name: string]: Value | undefined
}

/** The value as JSON, laid out for people. */
export function writeJson(value: Value): string {
  return writeValue(value, quoteText)
}

/** The value as an expression of JavaScript. Names of members must be identifiers. */
export function writeExpression(value: Value): string {
  return writeValue(value, (name) => name)
}

/** An object whose members are code already; those that are undefined are left out. */
export function writeMembers(members: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(members).flatMap(([name, code]) =>
    code === undefined ? [] : [`${name}: ${code}`],
  )
  return writeBlock('{ ', written, ' }')
}

/** A call; its arguments are code. */
export function writeCall(name: string, ...codes: readonly string[]): string {
  return `${name}(${codes.join(', ')})`
}

function writeValue(value: Value, writeName: (name: string) => string): string {
  if (typeof value === 'string') return quoteText(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    const items = value.map((item) => writeValue(item, writeName))
    return writeBlock('[', items, ']')
  }
  return writeMembers(
    Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        writeName(name),
        member === undefined ? undefined : writeValue(member, writeName),
      ]),
    ),
  )
}

/** What is alone stays on the line of its brackets. Literals hold no line ends, so all are ours. */
function writeBlock(open: string, items: readonly string[], close: string): string {
  const inside = items.join(',\n')
  if (items.length < 2 && !inside.includes('\n')) return `${open}${inside}${close}`
  return `${open.trim()}\n  ${inside.replaceAll('\n', '\n  ')}\n${close.trim()}`
}
