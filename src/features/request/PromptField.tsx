import { useId, useRef } from 'react'
import type { RequestKind } from '../../core/request/generation.ts'
import type { TaggedReference } from '../../core/request/reference.ts'
import { PromptMarks } from './PromptMarks.tsx'
import { useRequest } from './request-context.ts'
import { optionId, useCompletion } from './use-completion.ts'
import { useRequestParts } from './use-request-parts.ts'
import { words } from './words.ts'

/** Shared by the field and the marks behind it, so that both break lines at the same places. */
const TEXT =
  'scroll-quiet wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext] px-2.5 py-2.25 text-body leading-4.75 [scrollbar-gutter:stable] max-sm:text-base max-sm:leading-5.5 pointer-coarse:text-base pointer-coarse:leading-5.5'

interface PromptFieldProps {
  prompt: string
  kind: RequestKind
  references: readonly TaggedReference[]
  /** Whether the model expects capitalized tags, such as `@Image1`. */
  hasCapitalTags: boolean
  /** Id of sentences about the prompt. */
  describedBy: string
  onChange: (prompt: string) => void
}

/** The prompt of the request. Tags of references are completed while typed, and marked. */
export function PromptField(props: PromptFieldProps) {
  const { prompt, kind, references, hasCapitalTags, describedBy, onChange } = props
  const { renderThumbnail } = useRequest()
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const completion = useCompletion(field, prompt, references, hasCapitalTags, onChange)
  const parts = useRequestParts(completion.options.length > 0)
  const isOpen = parts !== undefined && completion.options.length > 0

  return (
    <div className="relative shrink-0 px-4 pt-3">
      {/* The frame is a wrapper, because Firefox squares corners next to a scrollbar gutter. */}
      <div className="relative rounded-control border border-line-strong bg-surface has-focus-visible:outline-2 has-focus-visible:outline-accent outline-offset-2">
        <PromptMarks ref={marks} prompt={prompt} references={references} className={TEXT} />
        <textarea
          ref={field}
          id="request-prompt"
          dir="auto"
          value={prompt}
          rows={2}
          placeholder={words.promptExamples[kind]}
          aria-label={words.prompt}
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? optionId(listId, completion.active) : undefined}
          aria-describedby={describedBy}
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
          className={`relative block field-sizing-content max-h-42.5 min-h-14 w-full resize-none bg-transparent outline-none ${TEXT}`}
        />
      </div>
      {isOpen && (
        <parts.Completions
          id={listId}
          options={completion.options}
          active={completion.active}
          onTake={completion.take}
          renderThumbnail={renderThumbnail}
        />
      )}
    </div>
  )
}
