import { type KeyboardEvent, type ReactNode, useId } from 'react'

interface Tab<T extends string> {
  id: T
  label: ReactNode
  /** Number of entries. Zero is not shown. */
  count?: number | undefined
}

interface TabsProps<T extends string> {
  /** The accessible name of the tab list. */
  label: string
  tabs: readonly Tab<T>[]
  selected: T
  onSelect: (id: T) => void
  /** The panel of the selected tab. */
  children: ReactNode
  /** Rendered beside the tabs. */
  aside?: ReactNode
  /** Scrolls the panel below fixed tabs. The parent must be a column with a set height. */
  scrolls?: boolean
}

/** Extends over the usual margins, so that no outline is clipped. */
const SCROLLING = '-mx-2 min-h-0 flex-1 overflow-y-auto px-2 pb-4 -outline-offset-2'

const TAB =
  'relative min-h-9.5 shrink-0 whitespace-nowrap rounded-control px-2 text-body text-soft -outline-offset-4 hover:text-ink aria-selected:font-medium aria-selected:text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-t-xs aria-selected:after:bg-accent forced-colors:aria-selected:after:bg-[Highlight] pointer-coarse:min-h-11'

/** Tabs with the selected panel. Arrows, Home and End move the focus and select the tab. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  const { label, tabs, selected, onSelect, children, aside, scrolls = false } = props
  const id = useId()

  function onKeyDown(event: KeyboardEvent): void {
    const place = tabs.findIndex((tab) => tab.id === selected)
    const steps: Record<string, number> = {
      ArrowRight: place + 1,
      ArrowLeft: place - 1,
      Home: 0,
      End: tabs.length - 1,
    }
    const step = steps[event.key]
    const next = step === undefined ? undefined : tabs[(step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onSelect(next.id)
    document.getElementById(`${id}${next.id}`)?.focus()
  }

  return (
    <>
      <div className="flex shrink-0 items-center gap-x-2 border-line border-b">
        <div
          role="tablist"
          aria-label={label}
          className="-mx-2 flex min-w-0 flex-1 gap-x-1 overflow-x-auto scrollbar-none"
        >
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={id + tab.id}
              aria-selected={tab.id === selected}
              aria-controls={`${id}panel`}
              tabIndex={tab.id === selected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
              onKeyDown={onKeyDown}
              className={TAB}
            >
              <span>{tab.label}</span>
              {tab.count ? <span className="ms-1 text-badge"> {tab.count}</span> : null}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={id + selected}
        // A new element starts at its own scroll position.
        key={scrolls ? selected : undefined}
        tabIndex={scrolls ? 0 : undefined}
        className={`min-w-0 pt-3 ${scrolls ? SCROLLING : ''}`}
      >
        {children}
      </div>
    </>
  )
}
