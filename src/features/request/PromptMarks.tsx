import { createElement, type ReactNode, type Ref } from 'react'
import { findTags, type TaggedReference } from '../../core/request/reference.ts'

/** Marks tags behind the prompt field. Its text is invisible and breaks into the same lines. */
export function PromptMarks({
  ref,
  prompt,
  references,
  className,
}: {
  ref: Ref<HTMLDivElement>
  prompt: string
  references: readonly TaggedReference[]
  /** The classes that lay out the text of the field. */
  className: string
}) {
  const known = new Set(references.map(({ tag }) => tag))
  const pieces: ReactNode[] = []
  let done = 0
  for (const { tag, start, end } of findTags(prompt)) {
    const look = known.has(tag)
      ? 'bg-accent-soft [box-shadow:0_0_0_1.5px_var(--color-accent-soft)]'
      : 'underline decoration-1 decoration-bad decoration-wavy underline-offset-3'
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
      className={`pointer-events-none absolute inset-0 overflow-hidden text-transparent ${className}`}
    >
      {/* A changed prompt gets a new element, because translators replace text nodes beside marks.
       The added line break shows an empty last line, as a field does. */}
      {createElement('span', { key: prompt }, ...pieces, prompt.slice(done), '\n')}
    </div>
  )
}
