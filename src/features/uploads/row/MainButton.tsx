import { Check } from 'lucide-react'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { RowAction } from './row-action.ts'
import { useRowState } from './row-controller.ts'
import { words } from './words.ts'

/** Classes in a row. On phones, the button is an icon. */
const IN_ROW =
  'px-0! max-sm:min-h-11 max-sm:border-transparent max-sm:bg-transparent max-sm:w-11 sm:w-24 sm:[:lang(de)_&]:w-29!'

/** The main action of a file. All states share one button, so that it keeps the focus. */
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
  // The label of `use-version` leaves no room for an icon in a row.
  const iconLook = isCopied ? 'animate-tick' : id === 'use-version' ? 'sm:hidden' : ''
  return (
    <Button tabIndex={tabIndex} onClick={onSelect} className={`${className} ${color}`}>
      <Icon of={isCopied ? Check : icon} className={iconLook} />
      <span className="max-sm:sr-only">{isCopied ? words.copied : label}</span>
    </Button>
  )
}
