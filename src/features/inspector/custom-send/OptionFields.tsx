import { type ReactNode, useId } from 'react'

const BOX =
  'min-h-8 pointer-coarse:min-h-11 rounded-lg border border-line-strong bg-surface px-2 text-sm aria-invalid:border-bad disabled:opacity-50'

/** What the fields beside it are about. */
export function OptionRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-x-4 gap-y-0.5 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <p className="text-soft sm:py-1.5">{title}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">{children}</div>
    </div>
  )
}

/** A choice of one, all of which are seen. */
export function ChoiceRow<T extends string>({
  title,
  choices,
  value,
  onChange,
}: {
  title: string
  choices: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}) {
  // Of its own, for the browser lets radio buttons of one name be one group wherever they are.
  const name = useId()
  return (
    <OptionRow title={title}>
      <div
        role="radiogroup"
        aria-label={title}
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
    </OptionRow>
  )
}

/** A yes or no, with what belongs to it behind. */
export function TickBox({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="-mr-2 flex min-h-8 pointer-coarse:min-h-11 items-center gap-1.5">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  )
}

/**
 * A number in a row of options; what is wrong with it stands below the row. Typed as text: a
 * number field keeps what is no number to itself, and nobody could say what is wrong.
 */
export function NumberField({
  label,
  isLabelSeen = false,
  value,
  onChange,
  complaint,
  inputMode = 'numeric',
  disabled = false,
  children,
}: {
  label: string
  isLabelSeen?: boolean
  value: string
  onChange: (value: string) => void
  complaint: string | undefined
  inputMode?: 'numeric' | 'decimal'
  disabled?: boolean
  /** Its unit. */
  children?: ReactNode
}) {
  const id = useId()
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2">
        <label htmlFor={id} className={isLabelSeen ? '' : 'sr-only'}>
          {label}
        </label>
        <input
          id={id}
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          disabled={disabled}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          aria-invalid={complaint !== undefined}
          aria-describedby={complaint === undefined ? undefined : `${id}-complaint`}
          className={`${BOX} w-16 text-right tabular-nums`}
        />
        {children}
      </div>
      {complaint !== undefined && (
        <p id={`${id}-complaint`} className="wrap-anywhere order-1 basis-full pb-1 text-bad">
          {complaint}
        </p>
      )}
    </>
  )
}

/** In what a number beside it counts. */
export function UnitField<T extends string>({
  label,
  units,
  value,
  onChange,
  disabled,
}: {
  label: string
  units: readonly T[]
  value: T
  onChange: (value: T) => void
  disabled: boolean
}) {
  return (
    <select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value as T)}
      className={BOX}
    >
      {units.map((unit) => (
        <option key={unit}>{unit}</option>
      ))}
    </select>
  )
}
