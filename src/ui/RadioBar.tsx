import { useId } from 'react'

const LOOKS = {
  bar: {
    group: 'inline-flex rounded-lg border border-line bg-sunken p-0.5 text-sm',
    option:
      'relative flex items-center rounded-md pointer-coarse:min-h-10 px-2 py-1 sm:px-3 text-soft hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent',
    input: 'absolute inset-0 cursor-pointer opacity-0',
  },
  plain: {
    group: 'flex min-w-0 flex-wrap items-center gap-x-4',
    option: 'flex min-h-8 pointer-coarse:min-h-11 items-center gap-1.5',
    input: '',
  },
}

export interface RadioBarProps<T extends string> {
  legend: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
  /** `plain` shows the radio buttons themselves. */
  look?: keyof typeof LOOKS
}

export function RadioBar<T extends string>(props: RadioBarProps<T>) {
  const { legend, options, value, onChange, look = 'bar' } = props
  // A unique name, because browsers group all radio buttons of one name.
  const name = useId()
  return (
    <div role="radiogroup" aria-label={legend} className={LOOKS[look].group}>
      {options.map((option) => (
        <label key={option.value} className={LOOKS[look].option}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className={LOOKS[look].input}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
