import { type FoundUrl, isGatewayUrl, type KnownUrls, nameUrl } from '../../api/gateway-url.ts'
import { kindOf, MEDIA_KINDS, type MediaKind } from '../../media/media-kind.ts'
import { readStringLiteral } from '../../text/string-literal.ts'
import { type CodeToken, readCodeTokens } from './code-tokens.ts'
import { findUrlsInJson, looksLikeJson, WORDS } from './urls-in-json.ts'

/** Marks before a string that is a value. In a sentence, other characters precede a quote. */
const BEFORE_VALUES: ReadonlySet<string> = new Set(['=', ':', '[', ',', '(', '{', '?', '|', '&'])

const DECLARATIONS: ReadonlySet<string> = new Set(['const', 'let', 'var'])

/** A URL in code, with the name of its constant. */
interface CodeUrl extends FoundUrl {
  constant?: string | undefined
}

interface LegendLine {
  kind: MediaKind
  name: string
}

/**
 * Finds gateway URLs that are a whole string of JavaScript, TypeScript or a part of JSON, in order.
 *
 * Constants in arrays such as `images: [A_REF, B_REF]` take the order of the arrays within their
 * kind, before the other constants of the kind. The reason is that tags are numbered by kind.
 *
 * The name of a constant comes from its legend. The fallback is its identifier.
 */
export function findUrlsInCode(text: string, known: KnownUrls): FoundUrl[] {
  const urls: CodeUrl[] = []
  const inArrays: (string | CodeUrl)[] = []
  const legend = new Map<string, LegendLine>()
  let depth = 0
  const past: CodeToken[] = []
  for (const token of readCodeTokens(text)) {
    if (token.type === 'comment') {
      readLegend(token.text, legend)
      continue
    }
    if (token.type === 'string') {
      for (const url of urlsOf(token.value, past, known)) {
        urls.push(url)
        if (depth > 0) inArrays.push(url)
      }
    } else if (token.type === 'name') {
      if (depth > 0) inArrays.push(token.text)
    } else if (token.text === '[') depth += 1
    else if (token.text === ']') depth = Math.max(0, depth - 1)
    past.push(token)
    if (past.length > 5) past.shift()
  }
  const kindOfUrl = ({ url, constant = '' }: CodeUrl) =>
    legend.get(constant)?.kind ?? kindOf('', url)
  return orderByArrays(urls, inArrays, kindOfUrl).map(({ url, name, constant }) =>
    nameUrl(url, name ?? legend.get(constant ?? '')?.name ?? constant),
  )
}

function urlsOf(
  value: string | undefined,
  past: readonly CodeToken[],
  known: KnownUrls,
): readonly CodeUrl[] {
  const before = past.at(-1)
  if (value === undefined || before?.type !== 'mark' || !BEFORE_VALUES.has(before.text)) return []
  if (before.text === ':' && WORDS.has(textOf(past.at(-2)))) return []
  if (isGatewayUrl(value, known)) return [{ url: value, constant: constantOf(past) }]
  return looksLikeJson(value) ? findUrlsInJson(value, known) : []
}

/** Returns the name in `const NAME =`, `const NAME: string =` or, in capitals, `NAME =`. */
function constantOf(past: readonly CodeToken[]): string | undefined {
  if (textOf(past.at(-1)) !== '=') return undefined
  const isTyped = textOf(past.at(-3)) === ':'
  const name = past.at(isTyped ? -4 : -2)
  if (name?.type !== 'name') return undefined
  const isDeclared = DECLARATIONS.has(textOf(past.at(isTyped ? -5 : -3)))
  return isDeclared || /^[A-Z][A-Z0-9_]*$/.test(name.text) ? name.text : undefined
}

function textOf(token: CodeToken | undefined): string {
  return (token?.type === 'string' ? token.value : token?.text) ?? ''
}

/** Reads lines such as `@image1 = DINESH_REF: dinesh front.png`. The name may be a JSON string. */
function readLegend(comment: string, legend: Map<string, LegendLine>): void {
  const line = new RegExp(`@(${MEDIA_KINDS.join('|')})\\d+ = ([\\w$]+): (.*)`, 'gi')
  for (const [, tag = '', constant = '', written = ''] of comment.matchAll(line)) {
    const literal = written.startsWith('"') ? readStringLiteral(written, 0) : undefined
    const isWhole = literal?.end === written.trimEnd().length
    legend.set(constant, {
      kind: kindOf(tag.toLowerCase()),
      name: isWhole ? literal.value : written.trim(),
    })
  }
}

function orderByArrays(
  urls: readonly CodeUrl[],
  inArrays: readonly (string | CodeUrl)[],
  kindOfUrl: (url: CodeUrl) => MediaKind,
): CodeUrl[] {
  const constants = new Map(urls.map((url) => [url.constant, url]))
  const first = new Set<CodeUrl>()
  for (const item of inArrays) {
    const url = typeof item === 'string' ? constants.get(item) : item
    if (url) first.add(url)
  }
  const ordered = [...first, ...urls.filter((url) => !first.has(url))]
  const byKind = new Map(
    MEDIA_KINDS.map((kind) => [kind, ordered.filter((url) => kindOfUrl(url) === kind)]),
  )
  const next = { image: 0, video: 0, audio: 0 } satisfies Record<MediaKind, number>
  return urls.map((url) => {
    const kind = kindOfUrl(url)
    next[kind] += 1
    return byKind.get(kind)?.[next[kind] - 1] ?? url
  })
}
