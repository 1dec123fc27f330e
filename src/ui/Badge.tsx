import type { ReactNode } from 'react'

const LOOKS = {
  plain: 'bg-sunken text-soft',
  accent: 'bg-accent-soft text-accent',
  sandbox: 'bg-sandbox-soft text-sandbox',
  bad: 'bg-bad-soft text-bad',
} as const

/** A word about a file. `title` explains it in a tooltip. */
export function Badge({
  look = 'plain',
  title,
  children,
}: {
  look?: keyof typeof LOOKS
  title?: string
  children: ReactNode
}) {
  return (
    <span
      data-tip={title}
      className={`shrink-0 whitespace-nowrap rounded-chip px-1.5 text-badge forced-colors:border ${LOOKS[look]}`}
    >
      {children}
    </span>
  )
}
