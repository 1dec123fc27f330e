import { Info } from 'lucide-react'
import { type DetailsTarget, detailsLink } from '../../../core/traffic/details-link.ts'
import { Button } from '../../../ui/Button.tsx'

/** Opens what is known of a file, and of each request that was made for it. */
export function DetailsButton({ target }: { target: DetailsTarget }) {
  return (
    <Button
      look="quiet"
      tight
      aria-label="Details"
      title="Details: media type, file ID, content hash, and every request"
      onClick={() => {
        location.hash = detailsLink(target)
      }}
    >
      <Info size={15} aria-hidden />
    </Button>
  )
}
