import { type ReactNode, useId } from 'react'

export function FormRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-x-4 gap-y-0.5 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <p className="text-soft sm:py-1.5">{title}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">{children}</div>
    </div>
  )
}

export function RadioRow<T extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}) {
  // Radio buttons with the same name form one group, also across components.
  const name = useId()
  return (
    <FormRow title={label}>
      <div
        role="radiogroup"
        aria-label={label}
        className="flex min-w-0 flex-wrap items-center gap-x-4"
      >
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-8 pointer-coarse:min-h-11 items-center gap-1.5"
          >
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </FormRow>
  )
}
