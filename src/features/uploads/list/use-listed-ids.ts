import { startTransition, useEffect, useState } from 'react'
import type { UploadId } from '../../../core/uploads/upload.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'

/**
 * Follows the ids of all uploads. The list renders in small steps, so that it delays neither the
 * first upload nor a hash.
 */
export function useListedIds({ ids }: UploadsStore): readonly UploadId[] {
  const [listed, setListed] = useState(ids.get)

  // Follows the uploads.
  useEffect(() => {
    const follow = () => startTransition(() => setListed(ids.get()))
    follow()
    return ids.subscribe(follow)
  }, [ids])

  return listed
}
