import { type KeyboardEvent, type ReactNode, useId } from 'react'

interface Tab<T extends string> {
  id: T
  label: ReactNode
}

interface TabsProps<T extends string> {
  /** What the tabs are of. */
  label: string
  tabs: readonly Tab<T>[]
  selected: T
  onSelect: (id: T) => void
  /** Of the selected tab. */
  children: ReactNode
  /** Beside the tabs. */
  aside?: ReactNode
}

/** Panels of which one is shown. Arrows, Home and End go from tab to tab, which shows its panel at once. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  const { label, tabs, selected, onSelect, children, aside } = props
  const id = useId()

  function walk(event: KeyboardEvent): void {
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
      <div className="flex flex-wrap items-end gap-x-3 border-line border-b">
        <div role="tablist" aria-label={label} className="flex min-w-0 flex-wrap gap-x-1">
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
              onKeyDown={walk}
              className="-mb-px whitespace-nowrap rounded-t-lg border-transparent border-b-2 pointer-coarse:min-h-11 px-3 py-1.5 text-sm text-soft hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div
        role="tabpanel"
        id={`${id}panel`}
        aria-labelledby={id + selected}
        className="min-w-0 pt-3"
      >
        {children}
      </div>
    </>
  )
}
