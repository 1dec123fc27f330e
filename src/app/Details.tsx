import { detailsLink } from '../core/traffic/details-link.ts'
import { loadPart } from '../http/parts.ts'
import { usePart } from '../ui/use-part.ts'
import { useDetailsLink } from './use-details-link.ts'

const loadDialog = async () =>
  (await loadPart(() => import('../features/inspector/details/DetailsDialog.tsx'))).DetailsDialog

/** The details of the file in the page's URL. Their code is loaded with the first of them. */
export function Details() {
  const [target, close] = useDetailsLink()
  const { part: DetailsDialog } = usePart('details', loadDialog, target !== undefined)
  if (!DetailsDialog || !target) return null
  return <DetailsDialog key={detailsLink(target)} target={target} onClose={close} />
}
