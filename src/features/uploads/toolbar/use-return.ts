import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Calls back once when the page is shown again after it was left.
 *
 * @returns call this when a link leads the person away
 */
export function useReturn(onReturn: () => void): () => void {
  const [isAway, setAway] = useState(false)
  const comeBack = useEffectEvent(() => {
    if (document.visibilityState !== 'visible') return
    setAway(false)
    onReturn()
  })

  // Follows the window.
  useEffect(() => {
    if (!isAway) return
    const listen = () => comeBack()
    window.addEventListener('focus', listen)
    document.addEventListener('visibilitychange', listen)
    return () => {
      window.removeEventListener('focus', listen)
      document.removeEventListener('visibilitychange', listen)
    }
  }, [isAway])

  return () => setAway(true)
}
