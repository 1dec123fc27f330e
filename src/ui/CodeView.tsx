import { memo } from 'react'
import { drawCode, type Marking } from './draw-code.tsx'
import { useTokens } from './use-tokens.ts'

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
  const tokens = useTokens(code, language)
  const lines = wraps ? 'wrap-anywhere whitespace-pre-wrap' : 'w-max min-w-full'

  return (
    <section
      {...scrollableAs(label)}
      className="max-h-96 overflow-auto rounded-control border border-line bg-surface"
    >
      <pre translate="no" className={`${lines} p-3 font-mono text-code`}>
        {/* Page translators replace text nodes, so changed code gets a new element. */}
        <code key={JSON.stringify([code, tokens !== undefined, marking])}>
          {drawCode(tokens ?? [{ text: code }], marking)}
        </code>
      </pre>
    </section>
  )
})

/** A scrollable area without controls must be focusable and named. */
function scrollableAs(label: string) {
  return { 'aria-label': label, tabIndex: 0 }
}
