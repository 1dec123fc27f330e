import { memo } from 'react'
import type { Section } from './arrange-rows.ts'
import { sectionTitle } from './section-title.ts'
import { words } from './words.ts'

export interface ShownSection extends Section {
  index: number
  /** Pixels from the top of the list. */
  top: number
  height: number
}

/** @returns the id of a heading, which describes the items of its day */
export function headingId(section: number): string {
  return `day-${section}`
}

/**
 * The headings of days. They stick below the batch bar while their day is in sight. Assistive
 * technology reads them as descriptions of the items, because a list may only hold items.
 */
export function DayHeadings({ sections, now }: { sections: readonly ShownSection[]; now: number }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {sections.map((section) => (
        <DayHeading key={section.index} {...section} now={now} />
      ))}
    </div>
  )
}

/** Renders again only when one of its numbers changes, not on every scroll. */
const DayHeading = memo(function DayHeading(props: ShownSection & { now: number }) {
  const { index, top, height, count, now } = props
  return (
    <div style={{ top, height }} className="absolute inset-x-0">
      <p
        id={headingId(index)}
        className="sticky top-[calc(var(--header)+var(--batch))] z-3 -mt-px flex h-(--day) items-center gap-2 border-line border-y bg-surface px-(--pad) text-meta lg:top-0"
      >
        <b className="font-strong">{sectionTitle(props, now)}</b>{' '}
        <span className="text-soft">{words.fileCount(count)}</span>
      </p>
    </div>
  )
})
