import { useEffect, useState } from 'react'
import {
  type BatchBytes,
  createPaceMeter,
  createShareMeter,
  type Pace,
} from '../../../core/uploads/throughput.ts'

/** Milliseconds between two looks at the bytes. */
const INTERVAL = 1000

interface Course {
  pace: Pace | undefined
  /** Of the bytes that were left when it began: 0 to 1. */
  share: number
}

/**
 * How fast bytes go out, read once a second while it is busy.
 *
 * @param read the same function while the same bytes are meant
 */
export function usePace(read: () => BatchBytes, isBusy: boolean): Course | undefined {
  const [course, setCourse] = useState<Course>()

  // Follows the clock.
  useEffect(() => {
    if (!isBusy) return
    const [measure, shareOf] = [createPaceMeter(), createShareMeter()]
    const look = () => {
      const bytes = read()
      setCourse({ pace: measure(performance.now(), bytes), share: shareOf(bytes) })
    }
    look()
    const timer = setInterval(look, INTERVAL)
    return () => clearInterval(timer)
  }, [read, isBusy])

  return isBusy ? course : undefined
}
