import type { ComponentProps } from 'react'

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent font-medium',
  plain: 'bg-surface text-ink hover:bg-sunken border-line',
  quiet: 'text-soft hover:text-ink hover:bg-sunken border-transparent',
} as const

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS
  /** Does nothing, but keeps the focus, unlike a disabled button. */
  idle?: boolean
  /** Narrower padding, for an icon without text. */
  tight?: boolean
}

/** A button that submits no form unless its `type` says so. */
export function Button({
  look = 'plain',
  idle = false,
  tight = false,
  className = '',
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-disabled={idle || undefined}
      onClick={idle ? undefined : onClick}
      className={`inline-flex min-h-8 items-center gap-1.5 whitespace-nowrap rounded-lg border py-1 text-sm transition-colors disabled:opacity-50 aria-disabled:cursor-default aria-disabled:opacity-50 pointer-coarse:min-h-11 ${tight ? 'px-2' : 'px-3'} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  )
}
