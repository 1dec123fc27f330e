import { isValueObject, type Value, type ValueObject, writeJson } from '../../text/value-code.ts'
import { optionOfKeys } from '../option-path.ts'
import type { CodeNode, CodeTree } from './code-tree.ts'
import { createValueReader } from './code-value.ts'
import type { PastedReference } from './pasted-reference.ts'
import { snakeCase } from './reference-keys.ts'

/** Members that the form of a request has. */
const IN_FORM = /^(?:model|prompt|files|duration|aspect_ratio)$/

/** Members of a response, which is no request although it has a model. */
const IN_RESPONSES = /^(?:job_id|status|created_at|output)$/

/**
 * Reads the members of a body that neither the form nor the references hold, as JSON. An element
 * gives only `providerOptions`, because its other members are for the composition.
 *
 * @param references the references of the body
 */
export function readExtraInCode(
  body: CodeNode,
  tree: CodeTree,
  references: ReadonlySet<PastedReference>,
): string {
  const members = body.members.filter(({ key, isConstant }) => key !== undefined && !isConstant)
  if (members.some(({ key = '' }) => IN_RESPONSES.test(snakeCase(key)))) return ''
  const isElement = /^[A-Z]/.test(body.call)
  const urls = new Set<Value>()
  const options = new Map<string, string>()
  for (const { url, option } of references) {
    if (option === undefined) urls.add(url)
    else options.set(option, url)
  }
  const read = createValueReader(tree)
  const extra: ValueObject = {}
  for (const member of members) {
    const { key = '' } = member
    const name = snakeCase(key)
    const isOptions = name === 'provider_options'
    if (/^(?:__proto__|\$)/.test(name) || IN_FORM.test(name) || (isElement && !isOptions)) continue
    const value = read(member)
    if (value === undefined) continue
    if (!isOptions) {
      if (!holds(value, urls)) extra[name] = value
      continue
    }
    const passed = key !== name && isValueObject(value) ? (value.varg ?? value) : value
    const left = withoutUrls(passed, [], options)
    if (left !== undefined) extra[name] = left
  }
  return Object.keys(extra).length === 0 ? '' : writeJson(extra)
}

function holds(value: Value | undefined, urls: ReadonlySet<Value>): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined && urls.has(value)
  return Object.values(value).some((inner: Value | undefined) => holds(inner, urls))
}

/** Removes the URLs at these paths, and what is empty without them. */
function withoutUrls(
  value: Value | undefined,
  keys: readonly string[],
  options: ReadonlyMap<string, string>,
): Value | undefined {
  if (typeof value === 'string') {
    return options.get(optionOfKeys(keys)) === value ? undefined : value
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const left = withoutUrls(inner, [...keys, key], options)
    return left === undefined ? [] : [[key, left] as const]
  })
  if (entries.length === 0 && Object.keys(value).length > 0) return undefined
  return Array.isArray(value) ? entries.map(([, left]) => left) : Object.fromEntries(entries)
}
