import { Check } from 'lucide-react'
import { type KeyboardEvent, type Ref, useRef, useState } from 'react'
import { Icon } from './Icon.tsx'
import { ariaKeys, Kbd } from './Kbd.tsx'
import type { MenuItem, MenuProps } from './menu-item.ts'
import { keepEvents, PANEL_LOOK, POPOVER_LOOK, SHEET_LOOK } from './panel-look.ts'
import { SheetHandle } from './SheetHandle.tsx'
import { hidePanel, useFloating } from './use-floating.ts'
import { PHONE, useMedia } from './use-media.ts'
import { useModalEvents } from './use-modal.ts'

export function MenuPanel(props: MenuProps) {
  const { label, items, onClose, align = 'start', startsAt = 'first', head } = props
  const [anchor] = useState(props.anchor)
  const [opener] = useState(() => (anchor instanceof Element ? anchor : document.activeElement))
  const popover = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDialogElement>(null)
  const isSheet = useMedia(PHONE)
  const panel = isSheet ? sheet : popover
  const modalEvents = useModalEvents(sheet, onClose)

  const buttons = () => [
    ...(panel.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []),
  ]
  useFloating(panel, {
    anchor,
    isSheet,
    align,
    onClose,
    onShow: () =>
      buttons()
        .at(startsAt === 'first' ? 0 : -1)
        ?.focus({ preventScroll: true }),
  })

  /** Returns the focus first, so that a dialog that an item opens can restore it later. */
  function leave(): void {
    if (panel.current) hidePanel(panel.current)
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
    onClose()
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation()
    if (event.key === 'Tab') {
      leave()
      return
    }
    const all = buttons()
    const next = nextItem(all, event)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  const list = (
    <MenuList
      label={label}
      items={items}
      isSheet={isSheet}
      onKeyDown={onKeyDown}
      onSelect={(item) => {
        leave()
        item.onSelect()
      }}
      panel={popover}
    />
  )
  if (!isSheet) return list
  return (
    <dialog
      ref={sheet}
      aria-label={label}
      {...keepEvents}
      {...modalEvents}
      className={`${PANEL_LOOK} ${SHEET_LOOK}`}
    >
      <SheetHandle title={label} onClose={leave}>
        {head}
      </SheetHandle>
      {list}
    </dialog>
  )
}

interface MenuListProps {
  label: string
  items: readonly MenuItem[]
  isSheet: boolean
  onSelect: (item: MenuItem) => void
  onKeyDown: (event: KeyboardEvent) => void
  panel: Ref<HTMLDivElement>
}

function MenuList({ label, items, isSheet, onSelect, onKeyDown, panel }: MenuListProps) {
  return (
    <div
      ref={panel}
      role="menu"
      aria-label={label}
      popover={isSheet ? undefined : 'manual'}
      {...keepEvents}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
      className={isSheet ? 'p-2' : `${PANEL_LOOK} ${POPOVER_LOOK} min-w-56 max-w-80 p-1.5`}
    >
      {items.map((item) => (
        <MenuRow key={item.id} item={item} isSheet={isSheet} onSelect={() => onSelect(item)} />
      ))}
    </div>
  )
}

const ROW =
  'flex w-full items-center gap-2.5 rounded-thumb text-start focus:bg-sunken forced-colors:focus:outline-2 -outline-offset-2'

function MenuRow({
  item,
  isSheet,
  onSelect,
}: {
  item: MenuItem
  isSheet: boolean
  onSelect: () => void
}) {
  const { label, icon, keys, isDanger, isChecked, startsGroup } = item
  const kind =
    isChecked === undefined
      ? { role: 'menuitem' }
      : { role: 'menuitemcheckbox', 'aria-checked': isChecked }
  return (
    <>
      {startsGroup && <hr className="mx-1 my-1.25 border-line border-t" />}
      <button
        type="button"
        {...kind}
        aria-keyshortcuts={keys && ariaKeys(keys)}
        tabIndex={-1}
        onClick={onSelect}
        onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
        className={`${ROW} ${isSheet ? 'min-h-12 px-3 text-title' : 'min-h-7.5 px-2 pointer-coarse:min-h-11'} ${isDanger ? 'text-bad' : ''}`}
      >
        {icon && <Icon of={icon} className={isDanger ? '' : 'text-soft'} />}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {isChecked && <Icon of={Check} className="text-accent" />}
        {keys && !isSheet && (
          <Kbd keys={keys} className="ms-4 pointer-coarse:hidden in-focus:*:bg-raised" />
        )}
      </button>
    </>
  )
}

/** The item to which a key moves the focus. */
function nextItem(items: HTMLElement[], event: KeyboardEvent): HTMLElement | undefined {
  const at = items.findIndex((item) => item.matches(':focus'))
  if (event.key === 'ArrowDown') return items[(at + 1) % items.length]
  if (event.key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1)
  if (event.key === 'Home') return items[0]
  if (event.key === 'End') return items.at(-1)
  if (event.key.length > 1 || event.key === ' ' || event.ctrlKey || event.metaKey) return undefined
  const letter = event.key.toLocaleLowerCase()
  const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return rest.find((item) => item.textContent?.toLocaleLowerCase().startsWith(letter))
}
