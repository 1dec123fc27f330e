import { useId, useRef } from 'react'
import type { TaggedReference } from '../../core/request/reference.ts'
import { Completions, optionId } from './Completions.tsx'
import { MentionNotes } from './MentionNotes.tsx'
import { PromptMarks } from './PromptMarks.tsx'
import { useCompletion } from './use-completion.ts'

/** The field and what lies behind it break the same text into the same lines. */
const TEXT =
  'wrap-break-word whitespace-pre-wrap [unicode-bidi:plaintext] rounded-lg border px-2.5 py-2 text-sm leading-6 [scrollbar-gutter:stable]'

interface PromptFieldProps {
  prompt: string
  references: readonly TaggedReference[]
  onChange: (prompt: string) => void
}

/** What the model is told. Tags of references are completed while typed, and marked. */
export function PromptField({ prompt, references, onChange }: PromptFieldProps) {
  const id = useId()
  const [listId, notesId] = [`${id}list`, `${id}notes`]
  const field = useRef<HTMLTextAreaElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const completion = useCompletion(field, prompt, references, onChange)
  const isOpen = completion.options.length > 0

  return (
    <div className="grid grid-cols-1 gap-1">
      <label htmlFor={id} className="text-soft text-sm">
        Prompt
      </label>
      <div className="relative rounded-lg bg-surface">
        <PromptMarks ref={marks} prompt={prompt} references={references} className={TEXT} />
        <textarea
          ref={field}
          id={id}
          dir="auto"
          value={prompt}
          rows={2}
          placeholder={references.length > 0 ? '@image1 walks in …' : undefined}
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? optionId(listId, completion.active) : undefined}
          aria-describedby={notesId}
          onChange={({ target }) => {
            onChange(target.value)
            completion.look(target)
          }}
          onSelect={({ currentTarget }) => completion.follow(currentTarget)}
          onKeyDown={completion.onKeyDown}
          onBlur={completion.close}
          onScroll={({ currentTarget }) => {
            if (marks.current) marks.current.scrollTop = currentTarget.scrollTop
          }}
          className={`relative block field-sizing-content max-h-72 min-h-16 w-full resize-none border-line-strong bg-transparent placeholder:text-soft ${TEXT}`}
        />
        {isOpen && (
          <Completions
            id={listId}
            options={completion.options}
            active={completion.active}
            onTake={completion.take}
          />
        )}
      </div>
      <MentionNotes id={notesId} prompt={prompt} references={references} />
    </div>
  )
}
