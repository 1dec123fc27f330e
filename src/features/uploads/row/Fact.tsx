import type { ReactNode } from 'react'

/** One of several facts in a line, after a dot unless it is the first. */
export function Fact({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    // The space is removed together with the fact, because translators replace text nodes.
    <span className={`not-first:before:me-1 not-first:before:content-['·'/''] ${className}`}>
      <span>{children}</span>{' '}
    </span>
  )
}
