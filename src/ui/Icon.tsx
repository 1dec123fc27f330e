import type { LucideIcon } from 'lucide-react'

const SIZES = { 12: 'size-3', 14: 'size-3.5', 16: 'size-4', 20: 'size-5', 24: 'size-6' } as const

/** A decorative icon with a stroke of 1.5 px. It grows with the reader's text size. */
export function Icon({
  of: Drawing,
  size = 16,
  className = '',
}: {
  of: LucideIcon
  /** In pixels at the default text size. */
  size?: keyof typeof SIZES
  className?: string
}) {
  // Icons are drawn on a grid of 24.
  const strokeWidth = (1.5 * 24) / size
  return (
    <Drawing
      aria-hidden
      strokeWidth={strokeWidth}
      className={`shrink-0 ${SIZES[size]} ${className}`}
    />
  )
}
