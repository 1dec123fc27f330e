import { useEffect, useState } from 'react'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import { type DetailsFile, useInspector } from '../inspector-context.ts'

/** A file by its content. Undefined when this browser does not know it. */
export function useKnownFile({ gateway, hash }: DetailsTarget): DetailsFile | undefined {
  const inspector = useInspector()
  const [file, setFile] = useState(() => inspector.find({ gateway, hash }))

  // Follows the uploads and the history.
  useEffect(() => {
    const look = () => setFile(inspector.find({ gateway, hash }))
    look()
    return inspector.subscribeFile({ gateway, hash }, look)
  }, [inspector, gateway, hash])

  return file
}
