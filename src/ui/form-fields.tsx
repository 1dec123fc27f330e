import { type ReactNode, useId } from 'react'

interface LabelledProps<T> {
  label: string
  value: T
  onChange: (value: T) => void
  /** In a row of words and fields. Otherwise the label is above the field. */
  isInline?: boolean
  className?: string
}

interface FieldProps<T extends string> extends LabelledProps<T> {
  /** The values of a list. Without them the field is a line of text. */
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

const STACKED = {
  field: 'grid gap-1',
  label: 'text-soft',
  box: 'min-h-(--control) w-full min-w-0',
  text: '',
  check: 'min-h-(--control) gap-2',
}
const INLINE: typeof STACKED = {
  field: 'flex min-w-0 flex-wrap items-center gap-x-2',
  label: '',
  box: 'min-h-(--control-small) disabled:opacity-50',
  text: 'w-16 text-end',
  check: '-me-2 min-h-(--control-small) gap-1.5',
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

/** A text field or a list. Numbers are text, too, because number inputs hide invalid input. */
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
}: FieldProps<T>) {
  const id = useId()
  const complaintId = `${id}complaint`
  const look = isInline ? INLINE : STACKED
  const box = `rounded-control border bg-surface px-2.5 text-body aria-invalid:border-bad pointer-coarse:text-base ${options ? 'border-line pe-6!' : 'border-line-strong'} ${look.box}`
  const control = {
    ...rest,
    id,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value as T),
  }
  return (
    <>
      <div className={`${look.field} ${className}`}>
        <label htmlFor={id} className={isLabelHidden ? 'sr-only' : look.label}>
          {label}
        </label>
        {options ? (
          <select {...control} className={box}>
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
            inputMode={inputMode}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={complaint !== undefined}
            aria-describedby={complaint && complaintId}
            className={`${box} ${look.text}`}
          />
        )}
        {children}
      </div>
      {complaint && (
        <p id={complaintId} className="wrap-anywhere order-1 basis-full text-bad">
          {complaint}
        </p>
      )}
    </>
  )
}

/** A checkbox, as high as the fields beside it. */
export function CheckField(props: LabelledProps<boolean>) {
  const { label, value, onChange, isInline, className = '' } = props
  return (
    <label className={`flex items-center ${(isInline ? INLINE : STACKED).check} ${className}`}>
      <input type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  )
}
