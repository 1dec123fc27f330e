import { useEffect } from 'react'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { useDrop } from './drop-context.ts'
import { words } from './words.ts'

/** The number of files found so far in dropped folders. Announces once that they are being read. */
export function FolderProgress() {
  const { found } = useDrop()
  const { politely } = useAnnounce()
  const isReading = found !== undefined

  // Announces in the live region, which is outside of this component.
  useEffect(() => {
    if (isReading) politely(words.readingFolder)
  }, [isReading, politely])

  return isReading && <span className="min-w-0 truncate text-soft">{words.found(found)}</span>
}
