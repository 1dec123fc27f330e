import { useEffect, useEffectEvent } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { Toast } from '../../../ui/Toast.tsx'
import { words } from './find-words.ts'
import type { ShownOffer } from './undo.ts'
import { useGesture } from './use-gesture.ts'
import { useListController } from './use-list-controller.ts'

/** Elements with an undo of their own. */
const EDITABLE = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]'

/** One offer to undo. Its time starts when it is drawn. */
export function OfferToast({ offer }: { offer: ShownOffer }) {
  const controller = useListController()
  const { undo } = controller
  const { politely } = useAnnounce()
  const taking = useGesture(async () => {
    if (await undo.take()) politely(words.undone)
  })
  const { sentence } = offer

  // Announces in the live region, which is outside of this component.
  useEffect(() => politely(`${sentence} ${words.undoWithKeys}`), [politely, sentence])

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event
    if (key.toLowerCase() !== 'z' || !(ctrlKey || metaKey) || shiftKey || altKey) return
    if (target instanceof Element && target.closest(EDITABLE)) return
    event.preventDefault()
    taking.start()
  })

  // Follows the keys of the whole page.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return (
    <Toast onDone={() => undo.withdraw(offer)}>
      <p className="min-w-0 flex-1">{taking.sentence ?? sentence}</p>
      <Button
        look="tinted"
        size="medium"
        // Takes the focus if it was lost with the last row.
        ref={(button) => {
          if (document.activeElement === document.body) button?.focus()
        }}
        onClick={() => {
          controller.focusList()
          taking.start()
        }}
      >
        {words.undo}
      </Button>
    </Toast>
  )
}
