import type { RefObject } from 'react'

/** Invisible elements to measure: a row with two lines, a heading, a caption and a side padding. */
export function RowProbe({ probe }: { probe: RefObject<HTMLDivElement | null> }) {
  return (
    <div ref={probe} aria-hidden className="invisible absolute inset-x-0 top-0 -z-1">
      <div className="flex min-h-(--row) flex-col justify-center py-3">
        <p className="text-body">&nbsp;</p>
        <p className="mt-0.5 text-meta">&nbsp;</p>
      </div>
      <div className="h-(--day)" />
      <div className="flex min-h-7.25 items-center pt-1.25 text-meta">&nbsp;</div>
      <div className="w-(--pad)" />
    </div>
  )
}
