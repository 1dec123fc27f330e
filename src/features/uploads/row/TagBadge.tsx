import { Badge } from '../../../ui/Badge.tsx'
import { useTag } from './use-tag.ts'

/** What the request calls a file, where no button says so. */
export function TagBadge({ url, className }: { url: string; className: string }) {
  const tag = useTag(url)
  if (tag === undefined) return null
  return (
    <bdi className={`shrink-0 ${className}`}>
      <Badge look="accent">{tag}</Badge>
    </bdi>
  )
}
