import { useEffect, useState } from 'react'
import { isWebLink } from '../../core/text/url-link.ts'

interface ShownSource {
  /** Where it is to be loaded from; undefined while that is not known yet, or any more. */
  source: string | undefined
  /** Nothing that was tried can be shown. */
  isHopeless: boolean
  /** This one cannot be shown: on to the next. */
  giveUp: (source: string) => void
}

/** The bytes at hand first, and where they cannot be shown the URL; object URLs go with the page's interest. */
export function useShownSource(
  file: File | undefined,
  mediaType: string,
  url: string,
): ShownSource {
  const [local, setLocal] = useState<string>()
  const [failed, setFailed] = useState<readonly string[]>([])

  // Follows the file: its object URL keeps its bytes until it is revoked.
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file.slice(0, file.size, mediaType))
    setLocal(made)
    return () => {
      URL.revokeObjectURL(made)
      setLocal(undefined)
    }
  }, [file, mediaType])

  const isPending = file !== undefined && local === undefined
  const sources = [...(local === undefined ? [] : [local]), ...(isWebLink(url) ? [url] : [])]
  const source = isPending ? undefined : sources.find((one) => !failed.includes(one))
  return {
    source,
    isHopeless: !isPending && source === undefined,
    giveUp: (bad) => setFailed((former) => [...former, bad]),
  }
}
