import { useEffect, useState } from 'react'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import type { DetailsFile, InspectorPorts } from '../log/inspector-ports.ts'

/** What is known of a file now; undefined where this browser does not know it. */
export function useKnownFile(
  { gateway, hash }: DetailsTarget,
  ports: InspectorPorts,
): DetailsFile | undefined {
  const [file, setFile] = useState(() => ports.find({ gateway, hash }))

  // Follows what the page knows. What it finds is another object each time.
  useEffect(() => {
    const look = () => setFile(ports.find({ gateway, hash }))
    look()
    return ports.subscribeFile({ gateway, hash }, look)
  }, [ports, gateway, hash])

  return file
}
