import { IconButton } from '../../../ui/IconButton.tsx'
import type { RowAction } from './row-action.ts'
import { useRowState } from './row-controller.ts'

/** Fades the text beneath it out. */
const FADE =
  'fade [--fade:var(--color-surface)] in-[li:is(:hover,:has([aria-expanded=true])):not(:has(input:checked))]:[--fade:var(--color-hover)] in-[li:has(input:checked)]:[--fade:var(--color-selected)]'

/**
 * Icons over the end of a row's text, on hover and focus. Hidden by opacity, so that their names can
 * be found. Touch screens have the menu instead.
 */
export function QuickActions({
  rowKey,
  actions,
}: {
  rowKey: string
  actions: readonly RowAction[]
}) {
  const { isChecking = false } = useRowState(rowKey)
  if (actions.length === 0) return null
  return (
    <div
      className={`pointer-events-none absolute inset-y-0.5 -end-2 flex items-center ps-6 opacity-0 transition-opacity in-[li:is(:hover,:focus-within)]:pointer-events-auto in-[li:is(:hover,:focus-within)]:opacity-100 max-sm:hidden pointer-coarse:hidden ${FADE}`}
    >
      {actions.map(({ id, label, icon, keys, onSelect }) => (
        <IconButton
          key={id}
          label={label}
          icon={icon}
          keys={keys}
          tabIndex={-1}
          aria-busy={(id === 'check-url' && isChecking) || undefined}
          onClick={onSelect}
        />
      ))}
    </div>
  )
}
