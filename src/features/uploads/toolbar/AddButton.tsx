import { ListPlus } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { type ListItem, referenceOfItem } from '../../../core/request/list-item.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useUploads } from '../uploads-context.ts'

/** Appends a file to the request. Shows its tag once it is there. */
export function AddButton({ listed }: { listed: ListItem }) {
  const { request } = useUploads()
  const tag = useSyncExternalStore(request.subscribe, () => request.tagOf(listed.url))
  const { politely } = useAnnounce()

  function add(): void {
    const isFull = request.add([referenceOfItem(listed)]) > 0
    politely(
      isFull
        ? `The request is full, so ${listed.title} was not added`
        : `${listed.title} is ${request.tagOf(listed.url)} of the request`,
    )
  }

  return (
    <Button
      look={tag === undefined ? 'plain' : 'quiet'}
      className={`max-sm:px-2 sm:min-w-37 sm:justify-center ${tag === undefined ? '' : 'text-accent'}`}
      aria-label={tag === undefined ? 'Add to request' : `Add to request: it is ${tag}`}
      title={tag === undefined ? 'Add to request' : `In the request as ${tag}`}
      onClick={add}
    >
      <ListPlus size={15} aria-hidden />
      <span className="max-sm:hidden">{tag ?? 'Add to request'}</span>
    </Button>
  )
}
