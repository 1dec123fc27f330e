import { ListPlus, Trash2, X } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { Toolbar } from '../../../ui/Toolbar.tsx'
import { words as urlWords } from '../url-words.ts'
import { words } from './find-words.ts'
import { useListController, useListFact } from './use-list-controller.ts'
import { useSelectionActions } from './use-selection-actions.ts'

const LABEL = 'max-sm:sr-only'

/** What can be done with the chosen files. Its actions return the focus to the list. */
export function SelectionBar() {
  const controller = useListController()
  const count = useListFact(({ selection }) => selection().chosen.size)
  const actions = useSelectionActions()
  const { politely } = useAnnounce()

  // Announces the selection, because the keys of the list leave the focus on a row.
  useEffect(() => {
    if (count > 0) politely(words.selected(count))
  }, [count, politely])

  if (count === 0) return null
  const urls = actions.urls()

  /** Moves the focus to the list, because the bar is about to be removed. */
  function leave(act: () => void): void {
    const last = controller.chosenKeys().at(-1)
    act()
    controller.reveal(last ?? '')
  }

  return (
    <div className="rounded-region bg-raised p-1.5 shadow-float forced-colors:border">
      <Toolbar label={words.selection} className="gap-1!">
        <span className="px-2 font-medium">{words.selected(count)}</span>
        {urls.length > 0 && (
          <>
            <Button
              look="filled"
              size="medium"
              aria-label={words.add}
              onClick={() => leave(actions.add)}
            >
              <Icon of={ListPlus} />
              <span className={LABEL}>{words.add}</span>
            </Button>
            <CopyButton
              look="quiet"
              size="medium"
              label={words.copy}
              copiedLabel={() => urlWords.copied(urls.length)}
              labelClassName={LABEL}
              text={() => actions.urls().join('\n')}
            />
          </>
        )}
        <Button
          look="danger"
          size="medium"
          aria-label={words.remove}
          onClick={() => leave(actions.remove)}
        >
          <Icon of={Trash2} />
          <span className={LABEL}>{words.remove}</span>
        </Button>
        <IconButton
          label={words.clearSelection}
          icon={X}
          size="medium"
          onClick={() => leave(controller.chooseNone)}
        />
      </Toolbar>
      {actions.sentence && <p className="px-2 pt-1 text-bad">{actions.sentence}</p>}
    </div>
  )
}
