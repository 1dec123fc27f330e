import { useRef, useState } from 'react'
import { loadView } from '../../http/styles.ts'
import { Button } from '../../ui/Button.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { Popover } from '../../ui/Popover.tsx'
import { usePart } from '../../ui/use-part.ts'
import { useDrop } from './drop-context.ts'
import { words } from './intake-words.ts'

const loadList = async () => (await loadView(() => import('./SkippedList.tsx'))).SkippedList

/** The number of skipped files. It opens the list with their reasons. */
export function SkippedFiles() {
  const { refusals, dismissRefusals } = useDrop()
  const whole = useRef<HTMLSpanElement>(null)
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null)
  const [isOpen, setOpen] = useState(false)
  const { part: SkippedList } = usePart('skipped', loadList, isOpen)
  if (refusals.length === 0) return null
  const label = words.skipped(refusals.length)

  function dismiss(): void {
    leaveFocus(whole.current)
    setOpen(false)
    dismissRefusals()
  }

  return (
    <span ref={whole} className="inline-flex shrink-0">
      <Button
        ref={setAnchor}
        look="danger"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="px-1.5!"
      >
        {label}
      </Button>
      <Popover
        label={label}
        anchor={anchor}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        width={460}
      >
        {SkippedList && <SkippedList title={label} onDismiss={dismiss} />}
      </Popover>
    </span>
  )
}
