import { Plus } from 'lucide-react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useUploads } from '../uploads-context.ts'
import { toggleInRequest } from './toggle-in-request.ts'
import { useTag } from './use-tag.ts'
import { words } from './words.ts'

/** Adds a file to the end of the request. If it is there, shows its tag and removes it. */
export function AddButton({ item, className }: { item: ListItem; className: string }) {
  const { request } = useUploads()
  const announce = useAnnounce()
  const tag = useTag(item.url)
  const isIn = tag !== undefined
  return (
    <Button
      look={isIn ? 'tinted' : 'quiet'}
      tabIndex={-1}
      aria-pressed={isIn}
      aria-label={isIn ? words.inRequest(tag) : words.add}
      data-tip={isIn ? words.removeFromRequest : words.add}
      onClick={() => toggleInRequest(item, request, announce)}
      className={`px-0! ${className}`}
    >
      {!isIn && <Icon of={Plus} size={14} />}
      <bdi className={isIn ? '' : '@max-[45rem]:hidden'}>{tag ?? words.addShort}</bdi>
    </Button>
  )
}
