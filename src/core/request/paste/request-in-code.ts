import type { KnownUrls } from '../../api/gateway-url.ts'
import { findFamily } from '../models/find-family.ts'
import type { CodeNode, CodeTree, CodeValue } from './code-tree.ts'
import { readExtraInCode } from './extra-in-code.ts'
import { guessKind } from './guess-kind.ts'
import type { PastedReference, PastedRequest } from './pasted-reference.ts'
import { snakeCase } from './reference-keys.ts'
import { findReferences } from './references-in-code.ts'

/** Constants and brackets around one text: `model={varg.videoModel(MODEL)}`. */
const DEEPEST_TEXT = 8

/** Members beside the model in the body of a request. */
const USED = /prompt|file|image|audio|video|url|duration|aspect|provider_options/

/**
 * Reads the references and the settings of the request in code. Of several requests, the first one
 * with references decides the settings.
 *
 * @param text the whole text, which may name an endpoint
 */
export function readRequestInCode(tree: CodeTree, known: KnownUrls, text: string): PastedRequest {
  const { references, bodies } = findReferences(tree, known, isBody)
  const all = [...bodies]
  const [body, used] = all.find(([, { size }]) => size > 0) ?? all[0] ?? []
  if (!body || !used) return { references }
  const read = (name: string) => {
    const texts = body.members.map(({ key = '', value, isConstant }) =>
      !isConstant && snakeCase(key) === name ? textOf(value, tree, 0) : undefined,
    )
    return texts.find((one) => one !== undefined) ?? ''
  }
  const settings = {
    model: read('model'),
    prompt: read('prompt'),
    duration: read('duration'),
    aspectRatio: read('aspect_ratio'),
    extra: readExtraInCode(body, tree, used),
  }
  const kind = guessKind(body.call, text, settings)
  // Without constants, references outside the body belong to other requests or to results.
  const isData = tree.constants.size === 0 && used.size > 0
  return {
    references: (isData ? references.filter((one) => used.has(one)) : references).map((one) =>
      withOption(one, settings.model),
    ),
    settings: { ...settings, kind },
  }
}

/** A mask or an end frame may be an option of the model. */
function withOption(reference: PastedReference, model: string): PastedReference {
  const { role, option } = reference
  const own = role && option === undefined ? findFamily(model)?.inOptions?.[role] : undefined
  return own === undefined ? reference : { ...reference, option: own }
}

/** Whether it has a model, and anything that the model uses. */
function isBody({ members }: CodeNode): boolean {
  const keys = members.map(({ key = '', isConstant }) => (isConstant ? '' : snakeCase(key)))
  return keys.includes('model') && keys.some((key) => USED.test(key))
}

function textOf(value: CodeValue, tree: CodeTree, depth: number): string | undefined {
  if (typeof value === 'string') return value
  if (depth > DEEPEST_TEXT) return undefined
  if (!isNode(value)) {
    const constant = tree.constants.get(value.name)
    return constant === undefined ? undefined : textOf(constant, tree, depth + 1)
  }
  if (value.open === '[') return undefined
  for (const { key, value: inner } of value.members) {
    // Braces around a name in JSX look like an object with that name.
    const isText =
      !key || key === 'text' || (typeof inner === 'object' && 'name' in inner && inner.name === key)
    const text = isText ? textOf(inner, tree, depth + 1) : undefined
    if (text !== undefined) return text
  }
  return undefined
}

function isNode(value: CodeValue): value is CodeNode {
  return typeof value === 'object' && 'members' in value
}
