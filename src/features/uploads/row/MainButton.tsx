import { Check } from 'lucide-react'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { RowAction } from './row-action.ts'
import { useRowState } from './row-desk.ts'
import { words } from './words.ts'

/** In a row, and on phones an icon. */
const IN_ROW =
  'px-0! max-sm:min-h-11 max-sm:border-transparent max-sm:bg-transparent max-sm:w-11 sm:w-24 sm:[:lang(de)_&]:w-29!'

/** What helps a file most. The same button in every state, so it keeps the focus. */
export function MainButton({
  rowKey,
  action: { id, label, icon, onSelect },
  tabIndex,
  className = IN_ROW,
}: {
  rowKey: string
  action: RowAction
  tabIndex: number
  className?: string
}) {
  const isCopied = useRowState(rowKey).isCopied && id === 'copy'
  const color = isCopied ? 'text-accent' : id === 'copy' ? 'max-sm:text-accent' : 'max-sm:text-soft'
  // Its label fills the button of a row.
  const iconLook = isCopied ? 'animate-tick' : id === 'use-version' ? 'sm:hidden' : ''
  return (
    <Button tabIndex={tabIndex} onClick={onSelect} className={`${className} ${color}`}>
      <Icon of={isCopied ? Check : icon} className={iconLook} />
      <span className="max-sm:sr-only">{isCopied ? words.copied : label}</span>
    </Button>
  )
}
