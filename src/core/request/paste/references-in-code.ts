import { isFileUrl, isGatewayUrl, type KnownUrls } from '../../api/gateway-url.ts'
import { kindInUrl, kindOf, MEDIA_KINDS, type MediaKind } from '../../media/media-kind.ts'
import { readStringLiteral } from '../../text/string-literal.ts'
import { roleInName } from '../models/places.ts'
import { optionOfKeys } from '../option-path.ts'
import {
  type CodeMember,
  type CodeNode,
  type CodeTree,
  type CodeValue,
  readCodeTree,
} from './code-tree.ts'
import { kindOfPasted, nameUrl, type PastedReference } from './pasted-reference.ts'
import { kindInKey, referencesIn, snakeCase } from './reference-keys.ts'

/** Maximum depth of recursion, because constants may refer to each other. */
const DEEPEST = 500

/** Members with the name of a file, by preference. */
const NAMES = ['name', 'filename', 'title']

/** Members with its media type. */
const TYPES = ['media_type', 'content_type']

interface CodeReference extends PastedReference {
  constant?: string | undefined
}

interface LegendLine {
  kind: MediaKind
  name: string
}

/** Where a value stands. */
interface Place {
  depth: number
  key: string
  /** The nearest object that may be the body of a request. */
  body: CodeNode | undefined
  name?: string | undefined
  type?: string | undefined
  /** Names of the members within `provider_options`. Undefined elsewhere. */
  options?: readonly string[] | undefined
  /** Whether it is in options whose URLs cannot become references. */
  isLiteral?: boolean
}

/**
 * Finds the URLs of media that are a whole string, in order, and groups them by request body. The
 * name of a member decides whether a URL of any host counts.
 *
 * Constants take the order in which `images: [A_REF, B_REF]` uses them, within their kind, because
 * tags are numbered by kind. A name comes from the object of the URL, or from the legend of its
 * constant. The fallback is the constant's identifier.
 */
export function findReferences(
  { root, constants, comments }: CodeTree,
  known: KnownUrls,
  isBody: (node: CodeNode) => boolean,
): { references: PastedReference[]; bodies: ReadonlyMap<CodeNode, ReadonlySet<PastedReference>> } {
  const found = new Map<string, CodeReference>()
  const used = new Set<CodeReference>()
  const bodies = new Map<CodeNode, Set<CodeReference>>()
  const followed = new Set<CodeNode>()
  const legend = readLegend(comments)

  function visitNode(node: CodeNode, place: Place): void {
    if (place.depth > DEEPEST) return
    const body = isBody(node) ? node : place.body
    if (body && !bodies.has(body)) bodies.set(body, new Set())
    const [name, type] = [readMember(node, NAMES), readMember(node, TYPES)]
    for (const [index, member] of node.members.entries()) {
      const { key = place.key, value, isConstant } = member
      const inOptions = followOptions(place, node, member, index)
      const inner = { depth: place.depth + 1, key, body, name, type, ...inOptions }
      if (typeof value === 'string') visitText(value, inner, isConstant ? key : undefined)
      else visitValue(value, inner)
    }
  }

  function visitValue(value: CodeValue, place: Place): void {
    if (typeof value === 'string') visitText(value, place)
    else if ('members' in value) visitNode(value, place)
    else {
      const target = constants.get(value.name)
      // Each object of a constant is followed once, so that constants cannot multiply.
      if (typeof target === 'object' && 'members' in target) {
        if (followed.has(target)) return
        followed.add(target)
      }
      if (target !== undefined && place.depth < DEEPEST) {
        visitValue(target, { ...place, depth: place.depth + 1 })
      }
    }
  }

  /** @param constant the identifier, where the text is the value of a constant */
  function visitText(text: string, place: Place, constant?: string): void {
    const { key, options, isLiteral } = place
    const rule = referencesIn(key, constant !== undefined)
    if (rule === 'none' || isLiteral) return
    if (looksLikeJson(text)) {
      visitNode(readCodeTree(text).root, { ...place, depth: place.depth + 100 })
    }
    if (!isGatewayUrl(text, known) && (rule === 'gateway' || !isFileUrl(text))) return
    const { name, type } = place
    const reference = found.get(text) ?? { url: text }
    found.set(text, reference)
    reference.name ??= nameUrl(text, name).name
    reference.mediaType ??= type
    if (!type && !kindInUrl(text)) reference.kind ??= kindInKey(key)
    reference.constant ||= constant
    if (constant === undefined) {
      reference.role ??= roleInName(key)
      const option = options && optionOfKeys(options)
      // A URL that is in `files`, too, stays there.
      reference.option = used.has(reference) ? option && reference.option : option
      used.add(reference)
    }
    if (place.body) bodies.get(place.body)?.add(reference)
  }

  visitNode(root, { depth: 0, key: '', body: undefined })
  const all = [...found.values()]
  for (const reference of all) {
    const line = legend.get(reference.constant ?? '')
    reference.kind = line?.kind ?? reference.kind
    const name = reference.name ?? line?.name ?? reference.constant
    reference.name = nameUrl(reference.url, name).name
  }
  const ordered = orderByUse(all, used)
  // An end frame or a mask comes after the images that it belongs to.
  const rank = ({ role }: PastedReference) => (role ? 1 : 0)
  return { references: ordered.toSorted((a, b) => rank(a) - rank(b)), bodies }
}

/** Follows the members within `provider_options`. Varg's SDK has them in a member `varg`. */
function followOptions(
  { options, isLiteral = false }: Place,
  { open, members }: CodeNode,
  { key }: CodeMember,
  index: number,
): Pick<Place, 'options' | 'isLiteral'> {
  if (!options) {
    const isBegin = key !== undefined && snakeCase(key) === 'provider_options'
    return isBegin ? { options: key === 'provider_options' ? [] : SDK_OPTIONS } : {}
  }
  if (open === '[') {
    const hasTexts = members.every(({ value }) => typeof value !== 'object' || 'name' in value)
    return { options: [...options, String(index)], isLiteral: isLiteral || !hasTexts }
  }
  if (key === undefined || (options === SDK_OPTIONS && key === 'varg')) {
    return { options: key === undefined ? options : [], isLiteral }
  }
  return { options: [...options, key], isLiteral }
}

const SDK_OPTIONS: readonly string[] = []

/** The first member with one of these names, in any spelling, that is a text. */
function readMember({ members }: CodeNode, names: readonly string[]): string | undefined {
  const texts = names.map((name) => {
    const isNamed = ({ key = '', isConstant }: CodeMember) => !isConstant && snakeCase(key) === name
    return members.find((member) => isNamed(member) && typeof member.value === 'string')?.value
  })
  return texts.find((text): text is string => typeof text === 'string' && text.trim() !== '')
}

/** Reads lines such as `@image1 = DINESH_REF: dinesh front.png`. The name may be a JSON string. */
function readLegend(comments: readonly string[]): Map<string, LegendLine> {
  const legend = new Map<string, LegendLine>()
  const line = new RegExp(`@(${MEDIA_KINDS.join('|')})\\d+ = ([\\w$]+): (.*)`, 'gi')
  for (const comment of comments) {
    for (const [, tag = '', constant = '', written = ''] of comment.matchAll(line)) {
      const literal = written.startsWith('"') ? readStringLiteral(written, 0) : undefined
      const isWhole = literal?.end === written.trimEnd().length
      legend.set(constant, {
        kind: kindOf(tag.toLowerCase()),
        name: isWhole ? literal.value : written.trim(),
      })
    }
  }
  return legend
}

/**
 * Reorders the references of each kind by use, with unused ones last. References in options keep
 * their place.
 */
function orderByUse(
  all: readonly CodeReference[],
  used: ReadonlySet<CodeReference>,
): CodeReference[] {
  const inFiles = (one: CodeReference) => one.option === undefined
  const ordered = [...used, ...all.filter((one) => !used.has(one))].filter(inFiles)
  const queues = new Map(
    MEDIA_KINDS.map((kind) => [kind, ordered.filter((one) => kindOfPasted(one) === kind).values()]),
  )
  return all.map((one) =>
    inFiles(one) ? (queues.get(kindOfPasted(one))?.next().value ?? one) : one,
  )
}

/** Whether the text may be an object or an array. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text.slice(-100))
}
