import type { PreviewProps } from '../features/uploads/list/Library.tsx'
import { AddButton } from '../features/uploads/toolbar/AddButton.tsx'
import { loadPart } from '../http/parts.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { usePart } from '../ui/use-part.ts'

const loadDialog = async () =>
  (await loadPart(() => import('../features/preview/PreviewDialog.tsx'))).PreviewDialog

/** The large preview of a file. Its code is loaded with the first preview. */
export function Preview({ listed, ...ways }: PreviewProps) {
  const { part: PreviewDialog } = usePart('preview', loadDialog)
  if (!PreviewDialog) return null
  return (
    <PreviewDialog shown={{ ...listed, media: listed.entry?.media }} {...ways}>
      <AddButton listed={listed} />
      <CopyButton label="Copy URL" text={() => listed.url} />
    </PreviewDialog>
  )
}
