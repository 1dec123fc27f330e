import { type ReactNode, use, useId } from 'react'
import { ComplaintContext } from './FaultForm.tsx'

const BOX =
  'min-h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-2 text-sm placeholder:text-soft'

interface FieldProps<T extends string> {
  label: string
  value: T
  onChange: (value: T) => void
  /** For its width. */
  className?: string
}

/**
 * A labelled line of text. Numbers are typed as text, too: a number field keeps what is no
 * number to itself, and nobody could say what is wrong with it.
 */
export function Field({
  label,
  value,
  onChange,
  className = '',
  inputMode = 'numeric',
  placeholder,
}: FieldProps<string> & { inputMode?: 'numeric' | 'decimal' | 'text'; placeholder?: string }) {
  const complaint = use(ComplaintContext)
  const isWrong = complaint?.field === label
  return (
    <Labelled label={label} className={className}>
      {(id) => (
        <input
          id={id}
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? complaint.id : undefined}
          className={BOX}
        />
      )}
    </Labelled>
  )
}

/** A labelled choice of one. */
export function ChoiceField<T extends string>({
  label,
  value,
  onChange,
  className = '',
  options,
}: FieldProps<T> & { options: readonly { value: T; label: string }[] }) {
  return (
    <Labelled label={label} className={className}>
      {(id) => (
        <select
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
          className={BOX}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

function Labelled({
  label,
  className,
  children,
}: {
  label: string
  className: string
  /** The field, under the id that the label is for. */
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={`grid gap-1 ${className}`}>
      <label htmlFor={id} className="text-soft text-sm">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

/** A labelled yes or no, as high as the fields beside it. */
export function CheckField({
  label,
  checked,
  onChange,
  className = '',
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  className?: string
}) {
  return (
    <label className={`flex min-h-9 items-center gap-2 text-sm ${className}`}>
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  )
}
