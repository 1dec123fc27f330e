import { useId } from 'react'

export interface RadioBarProps<T extends string> {
  legend: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** Radio buttons in a row. */
export function RadioBar<T extends string>(props: RadioBarProps<T>) {
  const { legend, options, value, onChange } = props
  // A unique name, because browsers group all radio buttons of one name.
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={legend}
      className="flex min-w-0 flex-wrap items-center gap-x-4"
    >
      {options.map((option) => (
        <label key={option.value} className="flex min-h-(--control) items-center gap-1.5">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
