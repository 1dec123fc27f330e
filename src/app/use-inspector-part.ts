import { useEffect } from 'react'
import { parts } from '../http/parts.ts'
import { usePart } from '../ui/use-part.ts'
import { useValue } from '../ui/use-value.ts'
import { loadInspector } from './load-inspector.ts'
import type { Memory } from './ports.ts'

/** Loads the inspector. Resets custom sends if that fails, because they need a visible notice. */
export function useInspectorPart(isWanted: boolean, memory: Memory | undefined) {
  const { part: inspector } = usePart('inspector', loadInspector, isWanted)
  const partsState = useValue(parts.state)
  const isMissing = partsState !== 'fine' && isWanted && !inspector
  // Follows the network, over which the inspector is loaded.
  useEffect(() => {
    if (isMissing) memory?.inspector.resetOptions()
  }, [isMissing, memory])
  return inspector
}
