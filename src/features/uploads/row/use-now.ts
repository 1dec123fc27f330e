import { useEffect, useState } from 'react'

/** Milliseconds between two updates. */
const INTERVAL = 1000

/** Milliseconds since 1970, updated once a second while it matters. */
export function useNow(matters: boolean): number {
  const [now, setNow] = useState(Date.now)

  // Follows the clock.
  useEffect(() => {
    if (!matters) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), INTERVAL)
    return () => clearInterval(timer)
  }, [matters])

  return now
}
