import { useEffect, useState } from 'react'
import { countBytes, createPaceMeter, type Pace } from '../../../core/uploads/throughput.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'

/** Milliseconds between two looks at the batch. */
const INTERVAL = 1000

/** How fast the batch goes, looked at once a second while there is anything under way. */
export function usePace(store: UploadsStore, busy: boolean): Pace | undefined {
  const [pace, setPace] = useState<Pace>()

  // Follows the clock.
  useEffect(() => {
    if (!busy) return
    const look = createPaceMeter()
    const lookNow = () => setPace(look(performance.now(), countBytes(store.all())))
    lookNow()
    const timer = setInterval(lookNow, INTERVAL)
    return () => clearInterval(timer)
  }, [store, busy])

  return busy ? pace : undefined
}
