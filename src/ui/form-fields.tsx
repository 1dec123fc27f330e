import { type ReactNode, useId } from 'react'

interface FieldProps<T> {
  label: string
  value: T
  onChange: (value: T) => void
  /** In a row of words and fields. Otherwise the label is above the field. */
  isInline?: boolean
  className?: string
}

interface TextFieldProps<T extends string> extends FieldProps<T> {
  /** The values to select from. Without them the field is a line of text. */
  options?: readonly { value: T; label: string }[]
  isLabelHidden?: boolean
  disabled?: boolean
  inputMode?: 'numeric' | 'decimal' | 'text'
  placeholder?: string
  /** What is wrong with the value, in a sentence. It stands below the row of the field. */
  complaint?: string | undefined
  /** The unit of the value. */
  children?: ReactNode
}

/**
 * Binds fields to a draft, which is what a person has typed into a form so far.
 *
 * @returns the props of the field that edits `name`
 */
export function bindFields<D extends object>(draft: D, setDraft: (draft: D) => void) {
  return <K extends keyof D>(label: string, name: K) => ({
    label,
    value: draft[name],
    onChange: (value: D[K]) => setDraft({ ...draft, [name]: value }),
  })
}

/** A line of text or a list. Numbers are text, too: a number input hides what is not a number. */
export function Field<T extends string>({
  label,
  onChange,
  isInline,
  isLabelHidden,
  className = '',
  options,
  inputMode = 'numeric',
  complaint,
  children,
  ...rest
}: TextFieldProps<T>) {
  const id = useId()
  const complaintId = `${id}complaint`
  const control = {
    ...rest,
    id,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value as T),
    className: `rounded-lg border border-line-strong bg-surface px-2 text-sm ${isInline ? 'min-h-8 pointer-coarse:min-h-11 aria-invalid:border-bad disabled:opacity-50' : 'min-h-9 w-full min-w-0 placeholder:text-soft'}`,
  }
  return (
    <>
      <div
        className={`${isInline ? 'flex min-w-0 flex-wrap items-center gap-x-2' : 'grid gap-1'} ${className}`}
      >
        <label
          htmlFor={id}
          className={isLabelHidden ? 'sr-only' : isInline ? '' : 'text-soft text-sm'}
        >
          {label}
        </label>
        {options ? (
          <select {...control}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...control}
            type="text"
            className={
              isInline ? `${control.className} w-16 text-right tabular-nums` : control.className
            }
            inputMode={inputMode}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={complaint !== undefined}
            aria-describedby={complaint && complaintId}
          />
        )}
        {children}
      </div>
      {complaint && (
        <p id={complaintId} className="wrap-anywhere order-1 basis-full text-bad text-sm">
          {complaint}
        </p>
      )}
    </>
  )
}

/** A yes or no, as high as the fields beside it. */
export function CheckField(props: FieldProps<boolean>) {
  const { label, value, onChange, isInline, className = '' } = props
  const look = isInline ? '-mr-2 min-h-8 pointer-coarse:min-h-11 gap-1.5' : 'min-h-9 gap-2 text-sm'
  return (
    <label className={`flex items-center ${look} ${className}`}>
      <input type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  )
}
