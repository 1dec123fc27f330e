import { useEffect } from 'react'
import { useOwnPart } from './use-part.ts'

/**
 * The tooltip of all elements with `data-tip`. `data-keys` adds keys, and `data-tip-cut` shows it
 * only while the text of the element is cut off.
 */
export function Tooltips() {
  const part = useOwnPart('tooltips', () => import('./tooltip-layer.ts'), true)

  // Follows pointer and focus.
  useEffect(() => part?.startTooltips(), [part])
  return null
}
