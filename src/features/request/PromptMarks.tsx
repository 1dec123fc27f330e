import { createElement, type ReactNode, type Ref } from 'react'
import { findTags, type TaggedReference } from '../../core/request/reference.ts'

/** Marks the tags of a prompt from behind: the same text in the same lines, itself unseen. */
export function PromptMarks({
  ref,
  prompt,
  references,
  className,
}: {
  ref: Ref<HTMLDivElement>
  prompt: string
  references: readonly TaggedReference[]
  /** Whatever shapes the text of the field. */
  className: string
}) {
  const known = new Set(references.map(({ tag }) => tag))
  const pieces: ReactNode[] = []
  let done = 0
  for (const { tag, start, end } of findTags(prompt)) {
    const look = known.has(tag)
      ? 'bg-accent-soft'
      : 'bg-bad-soft underline decoration-2 decoration-bad decoration-wavy'
    pieces.push(
      prompt.slice(done, start),
      <span className={`rounded-sm ${look}`}>{prompt.slice(start, end)}</span>,
    )
    done = end
  }
  return (
    <div
      ref={ref}
      aria-hidden
      translate="no"
      dir="auto"
      className={`pointer-events-none absolute inset-0 overflow-hidden border-transparent text-transparent ${className}`}
    >
      {/* Another element for another prompt: its texts stand beside marks. A field shows the empty
       line after its last break; other text does not. */}
      {createElement('span', { key: prompt }, ...pieces, prompt.slice(done), '\n')}
    </div>
  )
}
