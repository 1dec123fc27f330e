import { GATEWAYS } from '../../../core/api/gateways.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { MiddleText } from '../../../ui/MiddleText.tsx'
import { type RowFacts, titleOfRow } from '../row/row-facts.ts'
import { Thumbnail } from '../row/Thumbnail.tsx'
import { useTag } from '../row/use-tag.ts'
import { useUploads } from '../uploads-context.ts'
import { words } from './find-words.ts'
import { useGesture } from './use-gesture.ts'
import { useListController } from './use-list-controller.ts'

/** Warns of the deletion of a file at its gateway. No button of it has the focus at first. */
export function DeleteDialog({ facts, onClose }: { facts: RowFacts; onClose: () => void }) {
  const { accountFiles } = useUploads()
  const controller = useListController()
  const { entry, gateway } = facts
  const tag = useTag(entry?.result.url ?? '')
  const deletion = useGesture(async () => {
    if (entry) await accountFiles.remove(entry)
    onClose()
    controller.focusList()
  })
  return (
    <Dialog title={words.deleteAsked(GATEWAYS[gateway].label)} size="small" onClose={onClose}>
      <div className="grid grid-cols-1 gap-3">
        <div className="flex min-w-0 items-center gap-3">
          <Thumbnail facts={{ ...facts, item: undefined }} />
          <MiddleText text={titleOfRow(facts)} className="font-medium" />
        </div>
        <p>{words.deletes}</p>
        {tag !== undefined && <p>{words.deletesReference(tag)}</p>}
        <p>{words.deleteWarning}</p>
        <p role="alert" className="text-bad empty:hidden">
          {deletion.sentence}
        </p>
        <div className="flex justify-end gap-2">
          <Button size="medium" onClick={onClose}>
            {words.keep}
          </Button>
          <Button
            look="danger"
            size="medium"
            idle={deletion.isPending}
            onClick={() => deletion.start()}
          >
            {words.delete}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
