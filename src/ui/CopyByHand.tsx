import type { CopyByHandProps } from './CopyByHandDialog.tsx'
import { useOwnPart } from './use-part.ts'

/** Shows a text for copying by keyboard when the clipboard rejects it. */
export function CopyByHand(props: CopyByHandProps) {
  const part = useOwnPart('copy-by-hand', () => import('./CopyByHandDialog.tsx'), true)
  return part && <part.CopyByHandDialog {...props} />
}
