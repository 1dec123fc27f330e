import { quoteText } from './literals.ts'

/** A JSON value. Undefined members of objects are omitted. */
export type Value = string | number | boolean | null | Value[] | ValueObject

export interface ValueObject {
  [name: string]: Value | undefined
}

/** Writes the value as indented JSON. */
export function writeJson(value: Value): string {
  return writeValue(value, quoteText)
}

/**
 * Writes the value as a JavaScript expression.
 *
 * @param constants names of constants by the text that they stand for
 */
export function writeExpression(value: Value, constants?: ReadonlyMap<string, string>): string {
  return writeValue(value, writeMemberName, constants)
}

/** Whether the value is an object, and not an array. */
export function isValueObject(value: unknown): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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

/** A literal name `__proto__` would set the prototype. */
function writeMemberName(name: string): string {
  if (name === '__proto__') return '["__proto__"]'
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoteText(name)
}

function writeValue(
  value: Value,
  writeName: (name: string) => string,
  constants?: ReadonlyMap<string, string>,
): string {
  if (typeof value === 'string') return constants?.get(value) ?? quoteText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) {
    const items = value.map((item) => writeValue(item, writeName, constants))
    return writeBlock('[', items, ']')
  }
  return writeMembers(
    Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        writeName(name),
        member === undefined ? undefined : writeValue(member, writeName, constants),
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
