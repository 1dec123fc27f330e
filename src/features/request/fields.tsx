/** The classes of a field, without its border colour. */
export const FIELD =
  'min-h-7.5 rounded-control border bg-surface px-2 text-body max-sm:min-h-11 max-sm:text-base pointer-coarse:min-h-11 pointer-coarse:text-base'

/** Id of the field for other settings. */
export const EXTRA_FIELD = 'other-settings'

interface SelectProps<T extends string> {
  /** The accessible name. */
  label: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
  className: string
}

/** A list of values without a visible label. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, options, value, onChange, className } = props
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = options.find((option) => option.value === target.value)
        if (chosen) onChange(chosen.value)
      }}
      className={`shrink-0 border-line pe-5.5! forced-colors:pe-0! ${FIELD} ${className}`}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
