import { useSyncExternalStore } from 'react'
import { useUploads } from '../uploads-context.ts'

/** What the request calls the file at a URL: `@image1`. Undefined while it does not refer to it. */
export function useTag(url: string): string | undefined {
  const { request } = useUploads()
  return useSyncExternalStore(request.subscribe, () => request.tagOf(url))
}
