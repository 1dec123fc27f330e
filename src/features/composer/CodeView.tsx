import { createElement, Fragment, memo, type ReactNode } from 'react'
import type { SnippetLanguage } from '../../core/snippets/snippet.ts'
import { usePart } from '../../ui/use-part.ts'
import type { CodeTree } from './highlight.ts'

/** Characters beyond which code is shown plain: colouring it would hold up typing. */
const MOST_COLOURED = 60_000

/** What the pieces of all languages are drawn as; the others stay as they are. */
const COLOURS: Record<string, string> = {
  'hljs-attr': 'text-code-name',
  'hljs-attribute': 'text-code-name',
  'hljs-built_in': 'text-code-name',
  'hljs-bullet': 'text-code-keyword',
  'hljs-comment': 'text-code-comment italic',
  'hljs-keyword': 'text-code-keyword',
  'hljs-link': 'text-code-string',
  'hljs-literal': 'text-code-number',
  'hljs-number': 'text-code-number',
  'hljs-section': 'text-code-name font-medium',
  'hljs-string': 'text-code-string',
  'hljs-subst': 'text-ink',
  'hljs-symbol': 'text-code-number',
  'hljs-title': 'text-code-name',
  'hljs-variable': 'text-code-number',
}

const loadHighlight = async () => (await import('./highlight.ts')).highlight

/** Code with its colours, once they are here. Scrolls both ways, with the keyboard, too. */
export const CodeView = memo(function CodeView({
  code,
  language,
  label,
}: {
  code: string
  language: SnippetLanguage
  label: string
}) {
  const { part: highlight } = usePart('highlight', loadHighlight)
  const tree = code.length > MOST_COLOURED ? undefined : highlight?.(code, language)

  return (
    <section {...scrollableAs(label)} className="max-h-96 overflow-auto rounded-lg bg-sunken">
      <pre className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">
        <code>{tree ? draw(tree.children) : code}</code>
      </pre>
    </section>
  )
})

/** What scrolls and holds nothing to press has to take the focus itself, and to have a name then. */
function scrollableAs(label: string) {
  return { 'aria-label': label, tabIndex: 0 }
}

/** As fixed children, which need no keys: pieces of a text have none. */
function draw(pieces: CodeTree['children']): ReactNode {
  return createElement(Fragment, null, ...pieces.map(drawPiece))
}

function drawPiece(piece: CodeTree['children'][number]): ReactNode {
  if (piece.type === 'text') return piece.value
  if (piece.type !== 'element') return null
  return <span className={colourOf(piece.properties.className)}>{draw(piece.children)}</span>
}

function colourOf(names: unknown): string | undefined {
  if (!Array.isArray(names)) return undefined
  return names.map((name) => COLOURS[String(name)]).find((colour) => colour !== undefined)
}
