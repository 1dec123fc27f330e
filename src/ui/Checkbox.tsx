interface CheckboxProps {
  /** The accessible name. */
  label: string
  checked: boolean
  /** Some, but not all of what it stands for is checked. */
  isMixed?: boolean
  onChange: (isChecked: boolean) => void
  /** Called instead of `onChange` when Shift is held, to select a range. */
  onShiftClick?: () => void
  tabIndex?: number
  className?: string
}

/** A checkbox without visible text. Its target has 44 pixels for a coarse pointer. */
export function Checkbox({
  label,
  checked,
  isMixed = false,
  onChange,
  onShiftClick,
  tabIndex,
  className = '',
}: CheckboxProps) {
  return (
    <input
      ref={(element) => {
        if (element) element.indeterminate = isMixed
      }}
      type="checkbox"
      aria-label={label}
      checked={checked}
      tabIndex={tabIndex}
      onChange={({ target, nativeEvent }) => {
        if (onShiftClick && 'shiftKey' in nativeEvent && nativeEvent.shiftKey) onShiftClick()
        else onChange(target.checked)
      }}
      className={`pointer-coarse:after:absolute pointer-coarse:after:size-11 relative ${className}`}
    />
  )
}
