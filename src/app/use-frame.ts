import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HistoryEntry } from '../core/history/history.ts'
import { HISTORY_KEY } from '../features/uploads/list/history-ports.ts'
import { useListedIds } from '../features/uploads/list/use-listed-ids.ts'
import { usePart } from '../ui/use-part.ts'
import { useValue } from '../ui/use-value.ts'
import type { Ports } from './ports.ts'

/**
 * Decides what the page lays out. Until the earlier list is restored, it uses the last layout of the
 * earlier page, so that nothing shifts.
 */
export function useFrame({ files, hasDraft, lastFrame, keepFrame, whenResumed }: Ports) {
  const { store } = files
  const hasFiles = useListedIds(store).length > 0
  const hasRequest = useValue(hasDraft)
  // The session fills the cache of this query.
  const { data: hasHistory = false } = useQuery({
    queryKey: HISTORY_KEY,
    enabled: false,
    select: isWorthShowing,
  })
  // Once shown, the list stays, because the last removal can be undone. Details need it, too.
  const [hasList, setHasList] = useState(
    hasRequest || lastFrame !== 'empty' || location.hash.startsWith('#details='),
  )
  if (!hasList && (hasFiles || hasHistory || hasRequest)) setHasList(true)
  const { part: isResumed = false } = usePart('resumed', whenResumed)
  const frame = hasFiles ? 'files' : hasHistory ? 'history' : 'empty'
  // Stores the layout for the next page.
  useEffect(() => {
    if (isResumed) keepFrame(frame)
  }, [isResumed, frame, keepFrame])

  return {
    hasFiles,
    hasList,
    showList: () => setHasList(true),
    /** Whether files of an earlier page are not restored yet. */
    awaitsFiles: !isResumed && lastFrame === 'files',
  }
}

function isWorthShowing(history: readonly HistoryEntry[]): boolean {
  return history.some(({ removed }) => !removed)
}
