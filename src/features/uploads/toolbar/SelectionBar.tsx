import { ListPlus, Trash2, X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { referenceOfItem } from '../../../core/request/list-item.ts'
import { plural } from '../../../core/text/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { DismissButton } from '../../../ui/DismissButton.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { removalWords } from '../list/list-controller.ts'
import { useGesture } from '../list/use-gesture.ts'
import { useListController, useListFact } from '../list/use-list-controller.ts'
import { checkOf } from '../row/check-of.ts'
import { useUploads } from '../uploads-context.ts'

/**
 * The buttons for the selected files, and *Undo* after a removal.
 *
 * @param above what else stays in sight at the end of the list
 */
export function SelectionBar({ above }: { above: ReactNode }) {
  const controller = useListController()
  const count = useListFact(({ selection }) => selection().chosen.size)
  const removed = useListFact((known) => known.removed().length)
  return (
    <div className="pointer-events-none sticky bottom-(--dock,0px) z-5 -mt-2 flex flex-col items-center gap-2 pb-3 empty:hidden">
      {above}
      {count + removed > 0 && (
        <div className="pointer-events-auto grid gap-2 rounded-2xl border border-line-strong bg-surface p-2 text-sm">
          {removed > 0 && <Removed key={removed} count={removed} onDismiss={controller.dismiss} />}
          {count > 0 && <Chosen count={count} />}
        </div>
      )}
    </div>
  )
}

function Chosen({ count }: { count: number }) {
  const { request } = useUploads()
  const controller = useListController()
  const { politely } = useAnnounce()
  const remove = useGesture(() => controller.remove(controller.chosen()))

  function add(): void {
    const chosen = controller.chosen()
    const left = request.add(chosen.map(referenceOfItem))
    const full = left > 0 ? `; ${left.toLocaleString('en')} more have no room` : ''
    politely(`${plural(chosen.length - left, 'file')} added to the request${full}`)
    // The bar goes, and with it the focus.
    checkOf(chosen.at(-1)?.key ?? '')?.focus({ preventScroll: true })
    controller.chooseNone()
  }

  return (
    <>
      <div role="toolbar" aria-label="Selected files" className="flex flex-wrap items-center gap-1">
        <span className="px-2 tabular-nums">{count} selected</span>
        <Button look="primary" onClick={add}>
          <ListPlus size={15} aria-hidden /> Add to request
        </Button>
        <CopyButton
          label="Copy URLs"
          text={() =>
            controller
              .chosen()
              .map(({ url }) => url)
              .join('\n')
          }
        />
        <Button onClick={() => remove.start()}>
          <Trash2 size={15} aria-hidden /> Remove from history
        </Button>
        <Button look="quiet" tight aria-label="Clear selection" onClick={controller.chooseNone}>
          <X size={15} aria-hidden />
        </Button>
      </div>
      {remove.sentence && <p className="px-2 pt-1 text-bad">{remove.sentence}</p>}
    </>
  )
}

function Removed({ count, onDismiss }: { count: number; onDismiss: () => void }) {
  const controller = useListController()
  const undo = useGesture(controller.takeBack)
  const { politely } = useAnnounce()
  const news = `${plural(count, 'file')} removed; Undo is at the end of the list`

  // Follows what is shown into the live region, which is outside of this component.
  useEffect(() => politely(news), [politely, news])

  return (
    <div className="flex items-center gap-1">
      <p className="min-w-0 flex-1 px-2">{undo.sentence ?? removalWords(count)}</p>
      <Button
        look="primary"
        // Where the last row took the focus with it.
        ref={(button) => {
          if (document.activeElement === document.body) button?.focus()
        }}
        onClick={({ currentTarget }) => {
          leaveFocus(currentTarget.parentElement)
          undo.start()
        }}
      >
        Undo
      </Button>
      <DismissButton onDismiss={onDismiss} />
    </div>
  )
}
