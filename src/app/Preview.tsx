import type { PreviewProps } from '../features/files/Library.tsx'
import { usePart } from '../ui/use-part.ts'

const loadDialog = async () => (await import('../features/preview/PreviewDialog.tsx')).PreviewDialog

/** A file of the list, large. Its code comes when the first one is looked at. */
export function Preview({ listed, ...ways }: PreviewProps) {
  const { part: PreviewDialog } = usePart('preview', loadDialog)
  if (!PreviewDialog) return null
  return <PreviewDialog shown={{ ...listed, media: listed.entry?.media }} {...ways} />
}
