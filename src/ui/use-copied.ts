import { useCallback, useEffect, useState } from 'react'

/** How long "Copied" is shown, in milliseconds. */
export const COPIED_FOR = 1600

/** Whether something was copied a moment ago, and a function to call after each copy. */
export function useCopied(): [isCopied: boolean, markCopied: () => void] {
  /** Number of copies since the last reset. Each copy restarts the timer. */
  const [copies, setCopies] = useState(0)

  // Follows the clock.
  useEffect(() => {
    if (copies === 0) return
    const timer = setTimeout(() => setCopies(0), COPIED_FOR)
    return () => clearTimeout(timer)
  }, [copies])

  return [copies > 0, useCallback(() => setCopies((count) => count + 1), [])]
}
