import { useEffect, useEffectEvent, useRef } from 'react'
import { plural } from '../../core/format.ts'
import { announce } from '../../core/progress-report.ts'
import type { Counts, UploadsStore } from '../../core/uploads-store.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { useSteadyCounts } from './use-steady-counts.ts'

/** Tells screen readers the course of the batch: its start, each quarter, its end, and failures once. */
export function Announcer({ store }: { store: UploadsStore }) {
  const counts = useSteadyCounts(store)
  const told = useRef<Counts>(counts)
  const { politely, assertively } = useAnnounce()

  const tell = useEffectEvent((before: Counts, after: Counts) => {
    const news = announce(before, after)
    if (news !== undefined) politely(news)
    if (after.failed > before.failed) assertively(`${plural(after.failed, 'file')} failed`)
    else if (after.failed === 0 && before.failed > 0) assertively('')
  })

  // Follows the counts into the live regions, which are outside of this component.
  useEffect(() => {
    tell(told.current, counts)
    told.current = counts
  }, [counts])

  return null
}
