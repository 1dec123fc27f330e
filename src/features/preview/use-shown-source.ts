import { useEffect, useState } from 'react'
import { isWebLink } from '../../core/text/url-link.ts'

interface ShownSource {
  /** The URL to load. Undefined while it is created, or when all sources failed. */
  source: string | undefined
  hasFailed: boolean
  skip: (source: string) => void
}

/** The source to show: the local file first, then the URL. Revokes the object URL at the end. */
export function useShownSource(
  file: File | undefined,
  mediaType: string,
  url: string,
): ShownSource {
  const [local, setLocal] = useState<string>()
  const [failed, setFailed] = useState<readonly string[]>([])

  // Follows the file: its object URL holds the bytes until it is revoked.
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file.slice(0, file.size, mediaType))
    setLocal(made)
    return () => {
      URL.revokeObjectURL(made)
      setLocal(undefined)
    }
  }, [file, mediaType])

  // Follows the network: sources that failed offline may load online.
  useEffect(() => {
    const retry = () => setFailed([])
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [])

  const isPending = file !== undefined && local === undefined
  const sources = [...(local === undefined ? [] : [local]), ...(isWebLink(url) ? [url] : [])]
  const source = isPending ? undefined : sources.find((one) => !failed.includes(one))
  return {
    source,
    hasFailed: !isPending && source === undefined,
    skip: (failedSource) => setFailed((former) => [...former, failedSource]),
  }
}
