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
  /** The sent share of the bytes that were left at the start, 0 to 1. */
  share: number
}

/**
 * The upload speed and progress, measured once a second while the batch is busy.
 *
 * @param read a new function restarts the measurement
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
