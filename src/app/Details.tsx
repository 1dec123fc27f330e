import { detailsLink } from '../core/details-link.ts'
import type { BenchPorts } from '../features/bench/bench-ports.ts'
import { Notice } from '../ui/Notice.tsx'
import { usePart } from '../ui/use-part.ts'
import { useDetailsLink } from './use-details-link.ts'

const MISSING =
  'The details could not be loaded. Check that Refdrop still runs and reload the page.'

const loadDialog = async () => (await import('../features/bench/DetailsDialog.tsx')).DetailsDialog

/** The details of the file that the address asks for. Its code comes when it first asks for one. */
export function Details({ ports }: { ports: BenchPorts }) {
  const [target, close] = useDetailsLink()
  const { part: DetailsDialog, isMissing } = usePart('details', loadDialog, target !== undefined)
  if (target && isMissing) return <Notice text={MISSING} onDismiss={close} />
  if (!DetailsDialog || !target) return null
  return <DetailsDialog key={detailsLink(target)} target={target} ports={ports} onClose={close} />
}
