import { useEffect, useState } from 'react'
import { type DetailsTarget, parseDetailsLink } from '../core/traffic/details-link.ts'

/** The file whose details the page's address asks for, and the way to ask for none. */
export function useDetailsLink(): [target: DetailsTarget | undefined, close: () => void] {
  const [fragment, setFragment] = useState(location.hash)

  // Follows the address, which links, Back and people change.
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
