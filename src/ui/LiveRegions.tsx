import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** Tells a screen reader something; an empty text takes the last word back. */
export interface Announce {
  /** When there is a pause. */
  politely: (text: string) => void
  /** At once, for what went wrong. */
  assertively: (text: string) => void
}

const AnnounceContext = createContext<Announce>({ politely: () => {}, assertively: () => {} })

export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}

/** The page's only two live regions, for everything below. */
export function LiveRegions({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('')
  const [assertive, setAssertive] = useState('')
  const announce = useMemo(() => ({ politely: setPolite, assertively: setAssertive }), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <p aria-live="polite" className="sr-only">
        {polite}
      </p>
      <p aria-live="assertive" className="sr-only">
        {assertive}
      </p>
    </AnnounceContext>
  )
}
