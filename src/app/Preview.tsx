import { detailsLink, detailsOf } from '../core/traffic/details-link.ts'
import type { PreviewProps } from '../features/uploads/list/RowPreview.tsx'
import { AddButton } from '../features/uploads/row/AddButton.tsx'
import { loadView } from '../http/styles.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { usePart } from '../ui/use-part.ts'
import { words } from './workbench-words.ts'

const loadDialog = async () =>
  (await loadView(() => import('../features/preview/PreviewDialog.tsx'))).PreviewDialog

/** The large preview of a file. Its code is loaded with the first preview. */
export function Preview({ listed, ...ways }: PreviewProps) {
  const { part: PreviewDialog } = usePart('preview', loadDialog)
  if (!PreviewDialog) return null

  const details = detailsOf(listed.gateway, listed.hash)

  return (
    <PreviewDialog
      shown={{ ...listed, media: listed.entry?.media }}
      {...ways}
      onDetails={
        details &&
        (() => {
          location.hash = detailsLink(details)
        })
      }
    >
      <AddButton item={listed} className="px-3!" />
      <CopyButton label={words.copyUrl} text={() => listed.url} />
    </PreviewDialog>
  )
}
