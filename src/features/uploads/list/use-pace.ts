import { useEffect, useState } from 'react'
import { countBytes, createPaceMeter, type Pace } from '../../../core/uploads/throughput.ts'
import { useUploads } from '../uploads-context.ts'

/** Milliseconds between two looks at the batch. */
const INTERVAL = 1000

/** The speed of the batch, measured once a second while it is busy. */
export function usePace(busy: boolean): Pace | undefined {
  const { store } = useUploads()
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
