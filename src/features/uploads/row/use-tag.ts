import { useSyncExternalStore } from 'react'
import { useUploads } from '../uploads-context.ts'

/** The tag of the file at a URL, such as `@image1`. Undefined when the request lacks the file. */
export function useTag(url: string): string | undefined {
  const { request } = useUploads()
  return useSyncExternalStore(request.subscribe, () => request.tagOf(url))
}
