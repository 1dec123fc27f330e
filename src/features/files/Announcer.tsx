import { useEffect, useEffectEvent, useRef } from 'react'
import { plural } from '../../core/format.ts'
import { announce, type Report } from '../../core/progress-report.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'

/** Tells screen readers the course of the batch: its start, each quarter, its end, and failures once. */
export function Announcer({ report }: { report: Report }) {
  const told = useRef<Report>(report)
  const { politely, assertively } = useAnnounce()

  const tell = useEffectEvent((before: Report, after: Report) => {
    const news = announce(before, after, Date.now())
    if (news !== undefined) politely(news)
    const { failed } = after.counts
    if (failed > before.counts.failed) assertively(`${plural(failed, 'file')} failed`)
    else if (failed === 0 && before.counts.failed > 0) assertively('')
  })

  // Follows the report into the live regions, which are outside of this component.
  useEffect(() => {
    tell(told.current, report)
    told.current = report
  }, [report])

  return null
}
