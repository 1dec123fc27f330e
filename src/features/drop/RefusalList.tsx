import { useId, useState } from 'react'
import { explain } from '../../core/api/explain.ts'
import { claimedType } from '../../core/intake/claimed-type.ts'
import type { Rejection, UnknownFile } from '../../core/intake/intake.ts'
import { plural } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { DismissButton } from '../../ui/DismissButton.tsx'

/** A rejection with a unique id, because two files may have the same name. */
export interface ListedRefusal extends Rejection {
  id: number
}

type SendAnyway = (id: number, unknown: UnknownFile, mediaType: string) => void

/** The number of skipped files, which expands to a list with a reason for each. */
export function RefusalList({
  refusals,
  ignored,
  onSendAnyway,
  onDismiss,
}: {
  refusals: readonly ListedRefusal[]
  ignored: number
  onSendAnyway: SendAnyway
  onDismiss: () => void
}) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  if (refusals.length === 0) return null
  return (
    <section
      id="not-taken"
      aria-label="Skipped files"
      className="flex gap-3 rounded-2xl bg-bad-soft px-4 py-3 text-sm"
    >
      <div className="min-w-0 flex-1 self-center">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="rounded font-medium text-bad underline underline-offset-4"
        >
          {plural(refusals.length, 'file')} skipped
        </button>
        <div id={id} hidden={!isOpen}>
          {isOpen && (
            <>
              <ul className="mt-2 grid gap-1.5">
                {refusals.map((refusal) => (
                  <RefusalLine key={refusal.id} refusal={refusal} onSendAnyway={onSendAnyway} />
                ))}
              </ul>
              {ignored > 0 && (
                <p className="mt-2 text-soft">{plural(ignored, 'system file')} ignored</p>
              )}
            </>
          )}
        </div>
      </div>
      <DismissButton of="section" className="self-start" onDismiss={onDismiss} />
    </section>
  )
}

function RefusalLine({
  refusal: { id, path, problem, unknown },
  onSendAnyway,
}: {
  refusal: ListedRefusal
  onSendAnyway: SendAnyway
}) {
  const { what, sentence } = explain(problem)
  const mediaType = unknown && claimedType(path, unknown.file?.type ?? '')
  const words =
    mediaType === undefined
      ? sentence
      : `${what}, but its name or media type says ${mediaType.split('/')[0]}. The gateway may take it.`
  return (
    <li className="wrap-anywhere">
      <strong className="font-medium">{path}</strong>
      <span className="text-soft"> {words}</span>
      {unknown && mediaType !== undefined && (
        <Button tight className="ml-1" onClick={() => onSendAnyway(id, unknown, mediaType)}>
          Send anyway
        </Button>
      )}
    </li>
  )
}
