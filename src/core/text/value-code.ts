import { quoteText } from './literals.ts'

/** The JSON values that requests need. Undefined members are omitted. */
type Value = string | number | Value[] | ValueObject

export interface ValueObject {
  [name: string]: Value | undefined
}

/** Writes the value as indented JSON. */
export function writeJson(value: Value): string {
  return writeValue(value, quoteText)
}

/** Writes the value as a JavaScript expression. Member names must be identifiers. */
export function writeExpression(value: Value): string {
  return writeValue(value, (name) => name)
}

/** Writes an object whose members are code. Undefined members are omitted. */
export function writeMembers(members: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(members).flatMap(([name, code]) =>
    code === undefined ? [] : [`${name}: ${code}`],
  )
  return writeBlock('{ ', written, ' }')
}

/** @param codes the arguments, as code */
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

/** A single item stays on the line of its brackets. Literals hold no line ends to indent. */
function writeBlock(open: string, items: readonly string[], close: string): string {
  const inside = items.join(',\n')
  if (items.length < 2 && !inside.includes('\n')) return `${open}${inside}${close}`
  return `${open.trim()}\n  ${inside.replaceAll('\n', '\n  ')}\n${close.trim()}`
}
