import { CircleAlert, CircleHelp, Info } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { Popover } from '../../ui/Popover.tsx'
import { words } from './tray-words.ts'

export interface ShownHint {
  /** Unique in the page. */
  id: string
  sentence: string
  /** The explanation in the popover. */
  why: string
  /** Whether it is a mistake rather than a risk. */
  isBad?: boolean
  /** An action that removes the cause of the hint. */
  remedy?: { label: string; apply: () => void } | undefined
}

/** Classes of a button that does not make the line of a hint taller. */
export const HINT_BUTTON =
  '-my-px min-h-6! shrink-0 px-1.5! text-meta pointer-coarse:-my-2.5 pointer-coarse:min-h-11!'

/** A hint with a button that explains it. Children stand between both. */
export function HintLine({ hint, children }: { hint: ShownHint; children: ReactNode }) {
  const { id, sentence, why, isBad, remedy } = hint
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={`flex items-start gap-1.5 ${isBad ? 'text-bad' : ''}`}>
      <Icon
        of={isBad ? CircleAlert : Info}
        size={14}
        className={`mx-px mt-1 ${isBad ? '' : 'text-faint'}`}
      />
      <span id={id} className="wrap-anywhere me-auto min-w-0 py-1">
        {sentence}
      </span>
      {remedy && (
        <Button
          look="quiet"
          onClick={({ currentTarget }) => {
            leaveFocus(currentTarget.closest('ul'))
            remedy.apply()
          }}
          className={HINT_BUTTON}
        >
          {remedy.label}
        </Button>
      )}
      {children}
      <IconButton
        ref={button}
        label={words.why}
        icon={CircleHelp}
        aria-describedby={id}
        aria-expanded={isOpen}
        className="-my-px text-faint! hover:text-ink! min-h-6! w-6! pointer-coarse:-my-2.5 pointer-coarse:min-h-11! pointer-coarse:w-11!"
        onClick={() => setOpen(!isOpen)}
      />
      <Popover
        label={words.why}
        anchor={button.current}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        align="end"
        width={260}
      >
        <p>{why}</p>
      </Popover>
    </li>
  )
}
