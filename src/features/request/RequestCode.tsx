import { type ClipboardEvent, createElement, memo, type ReactNode, useMemo } from 'react'
import { useTokens } from '../../ui/use-tokens.ts'
import { type Chunk, type Cut, layOutCode, type Part } from './code-lines.ts'
import { words } from './tray-words.ts'

/** Dots in place of cut parts. They are CSS content, so they are not copied. */
const DOTS: Record<Cut, string | undefined> = {
  head: "before:content-['…/']",
  middle: "before:content-['…']",
  tail: "before:content-['…']",
  rest: undefined,
}

interface RequestCodeProps {
  code: string
  /** A language of `highlight.ts`. Other languages have no colours. */
  language: string
}

/** The code of the request. The view shortens long URLs, while the text stays whole. */
export const RequestCode = memo(function RequestCode({ code, language }: RequestCodeProps) {
  const tokens = useTokens(code, language)
  const lines = useMemo(() => layOutCode(tokens ?? [{ text: code }]), [tokens, code])

  return (
    <pre
      {...focusableAs(words.code)}
      translate="no"
      onCopy={copySelection}
      className="min-h-37.5 flex-[1_0_auto] border-line border-t bg-surface px-4 pt-3 pb-3.5 font-mono text-code -outline-offset-2"
    >
      {/* Page translators replace text nodes, so changed code gets a new element. */}
      {createElement('code', { key: `${tokens !== undefined} ${code}` }, ...lines.map(drawLine))}
    </pre>
  )
})

/** Draws a line with a hanging indent. Children passed as arguments need no keys. */
function drawLine(chunks: readonly Chunk[]): ReactNode {
  const className = 'wrap-anywhere block whitespace-pre-wrap ps-[4ch] -indent-[4ch]'
  return createElement('span', { className }, ...chunks.map(drawChunk))
}

function drawChunk({ isUrl, parts }: Chunk): ReactNode {
  const className = isUrl ? 'inline-block max-w-full whitespace-nowrap indent-0' : undefined
  return createElement('span', { className }, ...parts.map(drawPart))
}

/** A cut part is a box without width, so that it is selected, copied and read with the rest. */
function drawPart({ text, look, cut }: Part): ReactNode {
  if (!cut) return <span className={look}>{text}</span>
  return (
    <span className={`${look} ${DOTS[cut] ?? ''}`}>
      <span className="inline-block h-[1em] w-0 overflow-hidden">{text}</span>
    </span>
  )
}

/** Copies the text as it is written. Browsers would copy lines as they are drawn. */
function copySelection(event: ClipboardEvent): void {
  const selection = getSelection()
  if (!selection || selection.isCollapsed) return
  const text = selection.getRangeAt(0).cloneContents().textContent
  event.clipboardData.setData('text/plain', text ?? '')
  event.preventDefault()
}

/** Code that may scroll must be focusable and named. */
function focusableAs(label: string) {
  return { role: 'group', 'aria-label': label, tabIndex: 0 }
}
