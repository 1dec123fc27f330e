import { useId } from 'react'

interface Option<T extends string> {
  value: T
  label: string
}

export function RadioBar<T extends string>({
  legend,
  options,
  value,
  onChange,
}: {
  legend: string
  options: readonly Option<T>[]
  value: T
  onChange: (value: T) => void
}) {
  // A unique name, because browsers group all radio buttons of one name.
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={legend}
      className="inline-flex rounded-lg border border-line bg-sunken p-0.5 text-sm"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex items-center rounded-md pointer-coarse:min-h-10 px-2 py-1 sm:px-3 text-soft hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
