import type { LucideIcon } from 'lucide-react'
import { Button, type ButtonProps } from './Button.tsx'
import { Icon } from './Icon.tsx'

const SIZES = { small: 'w-(--control-small)', medium: 'w-(--control)' } as const

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'tight' | 'title'> {
  /** The accessible name, and the text of the tooltip. */
  label: string
  icon: LucideIcon
  /** The key that does the same, such as `Ctrl+K`. The tooltip shows it. */
  keys?: string | undefined
  /** The state of a toggle. Without it, the button is no toggle. */
  isPressed?: boolean | undefined
}

/** A square button with an icon and a tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  isPressed,
  look = 'quiet',
  size = 'small',
  className = '',
  ...rest
}: IconButtonProps) {
  return (
    <Button
      aria-label={label}
      aria-pressed={isPressed}
      data-tip={label}
      data-keys={keys}
      look={look}
      size={size}
      className={`shrink-0 px-0! ${SIZES[size]} ${isPressed ? 'bg-sunken text-ink' : ''} ${className}`}
      {...rest}
    >
      <Icon of={icon} />
    </Button>
  )
}
