import { Badge } from '../../../ui/Badge.tsx'
import { useTag } from './use-tag.ts'

/** The tag of a file in the request, where no button shows it. */
export function TagBadge({ url, className }: { url: string; className: string }) {
  const tag = useTag(url)
  if (tag === undefined) return null
  return (
    <bdi className={`shrink-0 ${className}`}>
      <Badge look="accent">{tag}</Badge>
    </bdi>
  )
}
