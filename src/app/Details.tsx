import { detailsLink } from '../core/details-link.ts'
import type { BenchPorts } from '../features/bench/bench-ports.ts'
import { loadPart } from '../gateway/parts.ts'
import { usePart } from '../ui/use-part.ts'
import { useDetailsLink } from './use-details-link.ts'

const loadDialog = async () =>
  (await loadPart(() => import('../features/bench/DetailsDialog.tsx'))).DetailsDialog

/** The details of the file that the address asks for. Its code comes when it first asks for one. */
export function Details({ ports }: { ports: BenchPorts }) {
  const [target, close] = useDetailsLink()
  const { part: DetailsDialog } = usePart('details', loadDialog, target !== undefined)
  if (!DetailsDialog || !target) return null
  return <DetailsDialog key={detailsLink(target)} target={target} ports={ports} onClose={close} />
}
