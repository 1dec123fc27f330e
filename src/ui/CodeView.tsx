import { memo, useMemo } from 'react'
import { drawCode, type Marking } from './draw-code.tsx'
import { usePart } from './use-part.ts'

/** Number of characters above which code has no colours, because highlighting would block typing. */
const MAX_COLOURED = 60_000

const loadHighlight = async () => (await import('./highlight.ts')).highlight

interface CodeViewProps {
  code: string
  /** A language of `highlight.ts`. Other languages have no colours. */
  language: string
  label: string
  /** The marked places. Pass the same object until they change. */
  marking?: Marking | undefined
  /** Wraps long lines. Without it, they scroll. */
  wraps?: boolean
}

/** Code, with colours once they are loaded. Scrolls both ways, also by keyboard. */
export const CodeView = memo(function CodeView(props: CodeViewProps) {
  const { code, language, label, marking, wraps = false } = props
  const { part: highlight } = usePart('highlight', loadHighlight)
  const tree = useMemo(
    () => (code.length > MAX_COLOURED ? undefined : highlight?.(code, language)),
    [code, language, highlight],
  )
  const lines = wraps ? 'wrap-anywhere whitespace-pre-wrap' : 'w-max min-w-full'

  return (
    <section {...scrollableAs(label)} className="max-h-96 overflow-auto rounded-lg bg-sunken">
      <pre translate="no" className={`${lines} p-3 font-mono text-xs leading-relaxed`}>
        {/* Page translators replace text nodes, so changed code gets a new element. */}
        <code key={JSON.stringify([code, tree !== undefined, marking])}>
          {drawCode(tree?.children ?? [{ type: 'text', value: code }], marking)}
        </code>
      </pre>
    </section>
  )
})

/** A scrollable area without controls must be focusable and named. */
function scrollableAs(label: string) {
  return { 'aria-label': label, tabIndex: 0 }
}
