import { memo, useMemo } from 'react'
import { drawCode, type Marking } from './draw-code.tsx'
import { usePart } from './use-part.ts'

/** Characters beyond which code is shown plain: colouring it would hold up typing. */
const MOST_COLOURED = 60_000

const loadHighlight = async () => (await import('./highlight.ts')).highlight

interface CodeViewProps {
  code: string
  /** As `highlight.ts` names it; another one has no colours. */
  language: string
  label: string
  /** What is marked in it. The same object until that changes. */
  marking?: Marking | undefined
  /** Breaks long lines. Else it scrolls. */
  wraps?: boolean
}

/** Code with its colours, once they are here. Scrolls both ways, with the keyboard, too. */
export const CodeView = memo(function CodeView(props: CodeViewProps) {
  const { code, language, label, marking, wraps = false } = props
  const { part: highlight } = usePart('highlight', loadHighlight)
  const tree = useMemo(
    () => (code.length > MOST_COLOURED ? undefined : highlight?.(code, language)),
    [code, language, highlight],
  )
  const lines = wraps ? 'wrap-anywhere whitespace-pre-wrap' : 'w-max min-w-full'

  return (
    <section {...scrollableAs(label)} className="max-h-96 overflow-auto rounded-lg bg-sunken">
      <pre translate="no" className={`${lines} p-3 font-mono text-xs leading-relaxed`}>
        {/* Another code is another element: its texts stand beside marks and colours. */}
        <code key={JSON.stringify([code, tree !== undefined, marking])}>
          {drawCode(tree?.children ?? [{ type: 'text', value: code }], marking)}
        </code>
      </pre>
    </section>
  )
})

/** What scrolls and holds nothing to press has to take the focus itself, and to have a name then. */
function scrollableAs(label: string) {
  return { 'aria-label': label, tabIndex: 0 }
}
