import { useId } from 'react'
import { NARROW, useMedia } from '../../ui/use-media.ts'
import { useValue } from '../../ui/use-value.ts'
import { RequestBody } from './RequestBody.tsx'
import { RequestHead } from './RequestHead.tsx'
import { useRequest } from './request-context.ts'
import { useRequestEvents } from './use-request-events.ts'
import { useRequestParts } from './use-request-parts.ts'
import { words } from './words.ts'

/** The request beside the list. On narrow screens it is in a sheet while that is open. */
export function RequestPane() {
  const { drafts, isOpen, setOpen, note } = useRequest()
  // Used as a React key, so that open menus and typed text do not carry over to another draft.
  const { id } = useValue(drafts).current
  const isNarrow = useMedia(NARROW)
  const headingId = useId()
  const { drag, handlers } = useRequestEvents()
  const parts = useRequestParts(isNarrow && (isOpen || note !== undefined))

  if (!isNarrow) {
    return (
      <section
        // For skip links, and for the zone in which files are dropped.
        id="request"
        aria-labelledby={headingId}
        // Takes the focus when clicked, so that a paste arrives here.
        tabIndex={-1}
        {...handlers}
        className="flex h-full min-h-0 min-w-0 flex-col bg-panel outline-none"
      >
        <RequestHead id={headingId} />
        <RequestBody key={id} drag={drag} />
      </section>
    )
  }
  if (!parts) return null
  if (!isOpen) {
    return (
      <div className="fixed inset-x-0 bottom-[env(safe-area-inset-bottom)] z-float max-sm:mb-15">
        <parts.NoteToast />
      </div>
    )
  }
  const close = () => setOpen(false)
  return (
    <parts.Sheet
      label={words.request}
      head={<RequestHead id={headingId} onClose={close} />}
      onClose={close}
    >
      <section {...handlers} className="flex min-h-0 flex-1 flex-col">
        <RequestBody key={id} drag={drag} />
      </section>
    </parts.Sheet>
  )
}
