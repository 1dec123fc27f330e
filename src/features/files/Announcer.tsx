import { useState } from 'react'
import { plural } from '../../core/format.ts'
import { announce } from '../../core/progress-report.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { useSteadyCounts } from './use-steady-counts.ts'

/**
 * Tells screen readers what the eye sees: one polite region for the course of the batch,
 * one assertive for what went wrong, once.
 */
export function Announcer({ store, notTaken }: { store: UploadsStore; notTaken: number }) {
  const counts = useSteadyCounts(store)
  const [told, setTold] = useState({ counts, notTaken, polite: '', assertive: '' })

  if (told.counts !== counts || told.notTaken !== notTaken) {
    const failures = []
    if (counts.failed > told.counts.failed) failures.push(`${plural(counts.failed, 'file')} failed`)
    if (notTaken > told.notTaken) failures.push(`${plural(notTaken, 'file')} not taken`)
    setTold({
      counts,
      notTaken,
      polite: announce(told.counts, counts) ?? told.polite,
      assertive: failures.length > 0 ? failures.join(', ') : told.assertive,
    })
  }

  return (
    <>
      <p aria-live="polite" className="sr-only">
        {told.polite}
      </p>
      <p aria-live="assertive" className="sr-only">
        {told.assertive}
      </p>
    </>
  )
}
