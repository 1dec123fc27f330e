import { Activity, Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import type { MenuItem } from '../ui/menu-item.ts'
import { words } from './words.ts'

interface HeaderProps {
  /** Warn about an active special mode: simulated failures or custom sends. */
  pills: ReactNode
  account: ReactNode
  /** Called when the menu opens. */
  items: () => readonly MenuItem[]
  isInspectorOpen: boolean
  onInspector: () => void
}

/** The first line of the page: name, account, inspector and menu. */
export function Header({ pills, account, items, isInspectorOpen, onInspector }: HeaderProps) {
  return (
    <header className="group sticky top-0 z-header h-(--header) border-line border-b bg-surface">
      <div className="mx-auto flex h-full w-full max-w-(--page-max) items-center gap-2 pe-3 ps-(--pad) max-sm:pe-1">
        <h1 className="me-auto flex items-center gap-2 font-strong text-title tracking-tight">
          <img src="favicon.svg" alt="" className="size-5.5" />
          <span className="max-[22.5rem]:sr-only max-sm:group-has-data-pill:sr-only">
            {words.name}
          </span>
        </h1>
        {pills}
        {account}
        <IconButton
          icon={Activity}
          label={words.inspector}
          keys="I"
          size="medium"
          aria-expanded={isInspectorOpen}
          onClick={onInspector}
          className="max-lg:hidden"
        />
        <MenuButton icon={Ellipsis} label={words.menu} size="medium" items={items} />
      </div>
    </header>
  )
}
