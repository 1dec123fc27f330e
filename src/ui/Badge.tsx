import type { ReactNode } from 'react'

const LOOKS = {
  plain: 'bg-sunken text-soft',
  accent: 'bg-accent-soft text-accent',
  sandbox: 'bg-sandbox-soft text-sandbox',
} as const

/** A word about a file. `title` explains it. */
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
    <span title={title} className={`rounded-md px-1.5 py-0.5 font-medium text-xs ${LOOKS[look]}`}>
      {children}
    </span>
  )
}
