import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** Announces text to screen readers. An empty text clears the last announcement. */
export interface Announce {
  /** Waits for a pause in speech. */
  politely: (text: string) => void
  /** Interrupts speech. For errors. */
  assertively: (text: string) => void
}

const AnnounceContext = createContext<Announce>({ politely: () => {}, assertively: () => {} })

export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}

/** The page's only two live regions, for all components below. */
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
