import type { MenuProps } from './menu-item.ts'
import { useOwnPart } from './use-part.ts'

/** An open menu, on phones a bottom sheet. Selecting an item closes it and returns the focus. */
export function Menu(props: MenuProps) {
  const part = useOwnPart('menu', () => import('./MenuPanel.tsx'), true)
  return part ? <part.MenuPanel {...props} /> : null
}
