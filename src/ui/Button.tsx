import type { ComponentProps } from 'react'

const LOOKS = {
  filled: 'border-transparent bg-accent-fill font-strong text-on-accent hover:bg-accent-fill-hover',
  tinted: 'border-transparent bg-accent-soft font-strong text-accent hover:bg-accent-soft-hover',
  plain: 'border-line bg-surface text-ink hover:bg-hover',
  quiet:
    'border-transparent text-soft hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
  danger: 'border-transparent text-bad hover:bg-bad-soft',
} as const

const SIZES = { small: 'min-h-(--control-small) px-2', medium: 'min-h-(--control) px-3' } as const

const IDLE = 'border-transparent cursor-default bg-sunken text-soft'

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS
  /** 28 or 32 pixels high, 44 for a coarse pointer. */
  size?: keyof typeof SIZES
  /** Does nothing, but keeps the focus, unlike a disabled button. */
  idle?: boolean
  /** Narrower padding, for an icon without text. */
  tight?: boolean
}

/** A button that submits no form unless its `type` says so. */
export function Button({
  look = 'plain',
  size = 'small',
  idle = false,
  tight = false,
  className = '',
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const isIdle = idle || rest.disabled
  return (
    <button
      type={type}
      aria-disabled={idle || undefined}
      onClick={idle ? undefined : onClick}
      className={`inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-control border text-body transition-colors ${SIZES[size]} ${tight ? 'min-w-(--control-small) px-0!' : ''} ${isIdle ? IDLE : LOOKS[look]} ${className}`}
      {...rest}
    />
  )
}
