import { useDeferredValue, useId } from 'react'
import type { GenerationRequest } from '../../core/request/generation.ts'
import { SNIPPETS } from '../../core/request/snippets/all-snippets.ts'
import type { Snippet } from '../../core/request/snippets/snippet.ts'
import { CodeView } from '../../ui/CodeView.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { noteOn } from './format-notes.ts'

interface CodePanelProps {
  format: Snippet
  request: GenerationRequest
  /** Nobody has begun it yet. */
  isEmpty: boolean
  onChoose: (format: string) => void
}

/** The request as code, in the chosen format, to look at and to copy. */
export function CodePanel({ format, request, isEmpty, onChoose }: CodePanelProps) {
  const id = useId()
  const lack = format.lack(request)
  const note = noteOn(format)
  // Long code must not hold up who types.
  const shown = useDeferredValue(request)

  return (
    <>
      {/* Stays in sight beside a long tray, where the composer scrolls for itself. */}
      {/* Drawn to the panel's edges by a layer of its own: with a negative margin, WebKit scrolls sideways. */}
      <div className="relative isolate -mb-3 flex flex-wrap items-end gap-2 py-3 before:absolute before:-inset-x-4 before:inset-y-0 before:-z-1 before:border-line before:border-t before:bg-surface lg:sticky lg:bottom-0 lg:z-5">
        <div className="grid min-w-30 flex-1 gap-1">
          <label htmlFor={id} className="text-soft text-sm">
            Format
          </label>
          <select
            id={id}
            value={format.id}
            aria-describedby={note === undefined ? undefined : `${id}note`}
            onChange={({ target }) => onChoose(target.value)}
            className="min-h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface pointer-coarse:min-h-11 px-2 text-sm"
          >
            {SNIPPETS.map(({ id: value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <CopyButton
          // What was copied is not what is shown now.
          key={format.id}
          label="Copy request"
          look="primary"
          idle={lack !== undefined || isEmpty}
          className="min-h-9 min-w-36"
          text={() => format.write(request)}
        />
      </div>
      {note !== undefined && (
        <p id={`${id}note`} className="-my-1 text-soft text-sm">
          {note}
        </p>
      )}
      {/* The room below is here: as the composer's own it would lift what sticks to its bottom. */}
      <div className="min-w-0 pb-4">
        {lack === undefined ? (
          <Code format={format} request={shown} />
        ) : (
          <p className="rounded-lg bg-sunken p-3 text-sm">{lack}</p>
        )}
      </div>
    </>
  )
}

function Code({ format, request }: Pick<CodePanelProps, 'format' | 'request'>) {
  // What is shown lags behind what is asked for, and may lack what the format needs.
  const code = format.lack(request) === undefined ? format.write(request) : ''
  return <CodeView code={code} language={format.language} label="Code" />
}
