import { useEffect, useState } from 'react'
import { type DetailsTarget, parseDetailsLink } from '../core/traffic/details-link.ts'

/** The file in the page's `#details=` link, and a function that closes it. */
export function useDetailsLink(): [target: DetailsTarget | undefined, close: () => void] {
  const [fragment, setFragment] = useState(location.hash)

  // Follows the URL, which links and the Back button change.
  useEffect(() => {
    const follow = () => setFragment(location.hash)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])

  function close(): void {
    history.replaceState(history.state, '', location.pathname + location.search)
    setFragment('')
  }

  return [parseDetailsLink(fragment), close]
}
