import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { HistoryEntry } from '../core/history/history.ts'
import { HISTORY_KEY } from '../features/uploads/list/history-ports.ts'
import { usePart } from '../ui/use-part.ts'
import type { Ports } from './ports.ts'

/**
 * What there is to lay out. Until the list of an earlier page is there, as that page ended, so
 * that nothing jumps when it comes.
 */
export function useFrame({ files, hasDraft, lastFrame, keepFrame, whenResumed }: Ports) {
  const { store } = files
  const hasFiles = useSyncExternalStore(store.ids.subscribe, () => store.ids.get().length > 0)
  // Filled by whoever opens the memory.
  const { data: hasHistory = false } = useQuery({
    queryKey: HISTORY_KEY,
    enabled: false,
    select: isWorthShowing,
  })
  // Once there, it stays: what was removed last can be taken back. A link to a file is answered
  // beside it, also where nothing is known.
  const [hasList, setHasList] = useState(
    hasDraft || lastFrame !== 'empty' || location.hash.startsWith('#details='),
  )
  if (!hasList && (hasFiles || hasHistory)) setHasList(true)
  const { part: isResumed = false } = usePart('resumed', whenResumed)
  const frame = hasFiles ? 'files' : hasHistory ? 'history' : 'empty'
  // Follows what is shown into the storage, for the next page.
  useEffect(() => {
    if (isResumed) keepFrame(frame)
  }, [isResumed, frame, keepFrame])

  return {
    hasFiles,
    hasList,
    showList: () => setHasList(true),
    /** Files of an earlier page are still to come. */
    awaitsFiles: !isResumed && lastFrame === 'files',
  }
}

function isWorthShowing(history: readonly HistoryEntry[]): boolean {
  return history.some(({ removed }) => !removed)
}
