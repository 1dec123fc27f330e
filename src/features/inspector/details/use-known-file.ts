import { useEffect, useState } from 'react'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import { type DetailsFile, useInspector } from '../inspector-context.ts'

/** What is known of a file now; undefined where this browser does not know it. */
export function useKnownFile({ gateway, hash }: DetailsTarget): DetailsFile | undefined {
  const inspector = useInspector()
  const [file, setFile] = useState(() => inspector.find({ gateway, hash }))

  // Follows what the page knows. What it finds is another object each time.
  useEffect(() => {
    const look = () => setFile(inspector.find({ gateway, hash }))
    look()
    return inspector.subscribeFile({ gateway, hash }, look)
  }, [inspector, gateway, hash])

  return file
}
