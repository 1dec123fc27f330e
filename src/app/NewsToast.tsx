import { useEffect } from 'react'
import { Button } from '../ui/Button.tsx'
import { useAnnounce } from '../ui/LiveRegions.tsx'
import { leaveFocus } from '../ui/leave-focus.ts'
import { Toast } from '../ui/Toast.tsx'
import type { News } from './notices.ts'

/** The longest delay of a timer, in milliseconds. */
const NO_END = 2 ** 31 - 1

/** A toast about an action that has finished or continues. */
export function NewsToast({ news, onDone }: { news: News; onDone: () => void }) {
  const { sentence, action, stays, isSilent } = news
  const { politely } = useAnnounce()

  // Announces the sentence in the live region, which is outside of this component.
  useEffect(() => {
    if (!isSilent) politely(sentence)
  }, [politely, sentence, isSilent])

  return (
    <Toast onDone={onDone} {...(stays && { duration: NO_END })}>
      <p className="wrap-anywhere min-w-0 flex-1">{sentence}</p>
      {action && (
        <Button
          look="tinted"
          size="medium"
          onClick={({ currentTarget }) => {
            leaveFocus(stays ? currentTarget : currentTarget.closest('fieldset'))
            if (!stays) onDone()
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
    </Toast>
  )
}
