import { Ellipsis, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { Menu } from './Menu.tsx'
import type { MenuItem, MenuProps } from './menu-item.ts'

interface MenuButtonProps extends Omit<ButtonProps, 'onClick' | 'tight' | 'title'> {
  /** The accessible name of the menu, and of a button without text. */
  label: string
  icon?: LucideIcon
  /** Called while the menu is open. */
  items: () => readonly MenuItem[]
  align?: MenuProps['align']
  head?: ReactNode
  keys?: string
}

/** A button that opens a menu. Without children, it is an icon with a tooltip. */
export function MenuButton({
  label,
  icon = Ellipsis,
  items,
  align = 'end',
  head,
  children,
  ...rest
}: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [startsAt, setStartsAt] = useState<'first' | 'last'>()

  function onKeyDown({ key }: KeyboardEvent, prevent: () => void): void {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return
    prevent()
    setStartsAt(key === 'ArrowDown' ? 'first' : 'last')
  }

  const props: ButtonProps = {
    ...rest,
    ref: button,
    'aria-haspopup': 'menu',
    'aria-expanded': startsAt !== undefined,
    onClick: () => setStartsAt((open) => (open ? undefined : 'first')),
    onKeyDown: (event) => onKeyDown(event, () => event.preventDefault()),
  }
  return (
    <>
      {children ? (
        <Button {...props}>{children}</Button>
      ) : (
        <IconButton {...props} label={label} icon={icon} />
      )}
      {startsAt && button.current && (
        <Menu
          label={label}
          items={items()}
          anchor={button.current}
          align={align}
          startsAt={startsAt}
          head={head}
          onClose={() => setStartsAt(undefined)}
        />
      )}
    </>
  )
}
