import { useEffect, useEffectEvent, useRef } from 'react'
import { announce, type Report, takeReport } from '../../../core/queue/progress-report.ts'
import { NO_FILES } from '../../../core/uploads/uploads-store.ts'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { words } from './words.ts'

/** The report before the first file. */
const NOTHING = takeReport([], { counts: NO_FILES, holds: [], paused: false })

/** Announces the start of the batch, each quarter, its end, and failures once. */
export function Announcer({ report }: { report: Report }) {
  const told = useRef<Report>(NOTHING)
  const { politely, assertively } = useAnnounce()

  const tell = useEffectEvent((before: Report, after: Report) => {
    const news = announce(before, after)
    if (news !== undefined) politely(news)
    const { failed } = after.counts
    if (failed > before.counts.failed) assertively(words.failed(failed))
    else if (failed === 0 && before.counts.failed > 0) assertively('')
  })

  // Announces in the live regions, which are outside of this component.
  useEffect(() => {
    tell(told.current, report)
    told.current = report
  }, [report])

  // Clears announced failures when the last file is removed.
  useEffect(() => () => assertively(''), [assertively])

  return null
}
