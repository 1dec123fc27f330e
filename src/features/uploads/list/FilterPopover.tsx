import { ListFilter } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { FilterProps } from './FilterPanel.tsx'
import { NO_SEARCH } from './find-filter.ts'
import { useListParts } from './use-list-parts.ts'
import { words } from './words.ts'

/** What the list shows and in which order. Each choice applies at once. */
export function FilterPopover(props: FilterProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const parts = useListParts(isOpen)
  const { kind, place, day } = props.search
  const isSet = kind !== 'all' || place !== NO_SEARCH.place || day !== 'all'
  return (
    <>
      <Button
        ref={button}
        look="quiet"
        size="medium"
        aria-label={words.filter}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={`max-sm:min-h-11 max-sm:w-11 ${isSet ? 'text-accent!' : ''}`}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon of={ListFilter} />
        <span className="@max-[45rem]:hidden">{words.filter}</span>
      </Button>
      {isOpen && parts && (
        <parts.FilterPanel {...props} anchor={button.current} onClose={() => setIsOpen(false)} />
      )}
    </>
  )
}
