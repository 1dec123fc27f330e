import { ChevronDown, ChevronUp, GripVertical, X } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import type { Reference, TaggedReference } from '../../core/request/reference.ts'
import { Button } from '../../ui/Button.tsx'

const MARKS = { lifted: 'opacity-40', above: 'before:top-0', below: 'before:bottom-0' } as const

interface TrayItemProps {
  reference: TaggedReference
  isFirst: boolean
  isLast: boolean
  /** Itself held, or where it would make room for the one that is. */
  mark: keyof typeof MARKS | undefined
  onMove: (id: string, steps: -1 | 1, button: HTMLElement) => void
  onRename: (id: string, name: string) => void
  onRemove: (id: string, button: HTMLElement) => void
  /** Its small picture. */
  renderThumbnail: (reference: Reference) => ReactNode
}

/** One reference in its place. All of it can be dragged, save the field, where text is selected. */
export const TrayItem = memo(function TrayItem(props: TrayItemProps) {
  const { reference, isFirst, isLast, mark, onMove, onRename, onRemove, renderThumbnail } = props
  const { id, tag, identifier, name } = reference
  const [isTyping, setTyping] = useState(false)

  return (
    <li
      aria-label={name ? `${tag} ${name}` : tag}
      draggable={!isTyping}
      className={`relative grid grid-cols-[auto_auto_minmax(0,1fr)_auto] pointer-coarse:grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.5 px-2 py-2 before:pointer-events-none before:absolute before:inset-x-0 before:h-0.5 ${mark === 'above' || mark === 'below' ? 'before:bg-accent' : ''} ${mark ? MARKS[mark] : ''}`}
    >
      <GripVertical
        size={16}
        aria-hidden
        className="row-span-2 cursor-grab pointer-coarse:hidden text-soft"
      />
      {/* A picture that were dragged itself would be taken for a file. */}
      <div className="pointer-events-none row-span-2 grid size-12 place-items-center overflow-hidden rounded-lg bg-sunken text-soft">
        {renderThumbnail(reference)}
      </div>
      <p className="min-w-0 text-sm leading-tight">
        <span className="font-medium text-accent">{tag}</span>
        <span title={identifier} className="block truncate font-mono text-soft text-xs">
          {identifier}
        </span>
      </p>
      <div className="flex">
        <ItemButton label="Move up" idle={isFirst} onPress={(button) => onMove(id, -1, button)}>
          <ChevronUp size={16} aria-hidden />
        </ItemButton>
        <ItemButton label="Move down" idle={isLast} onPress={(button) => onMove(id, 1, button)}>
          <ChevronDown size={16} aria-hidden />
        </ItemButton>
        <ItemButton label="Remove" onPress={(button) => onRemove(id, button)}>
          <X size={15} aria-hidden />
        </ItemButton>
      </div>
      <input
        type="text"
        dir="auto"
        aria-label={`Name of ${tag}`}
        autoComplete="off"
        spellCheck={false}
        value={name}
        placeholder="Name"
        onChange={({ target }) => onRename(id, target.value)}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        className="col-span-2 min-h-8 w-full min-w-0 rounded-lg border border-line-strong bg-surface pointer-coarse:min-h-11 px-2 text-sm placeholder:text-soft"
      />
    </li>
  )
})

function ItemButton({
  label,
  idle = false,
  onPress,
  children,
}: {
  label: string
  idle?: boolean
  onPress: (button: HTMLElement) => void
  children: ReactNode
}) {
  return (
    <Button
      look="quiet"
      aria-label={label}
      title={label}
      idle={idle}
      tight
      onClick={({ currentTarget }) => onPress(currentTarget)}
    >
      {children}
    </Button>
  )
}
