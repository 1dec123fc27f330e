import { type ReactNode, type SubmitEvent, useState } from 'react'
import type { CustomSendOptions } from '../../../core/traffic/custom-send-options.ts'
import { bindFields, CheckField, Field } from '../../../ui/form-fields.tsx'
import {
  type CustomSendDraft,
  draftOptions,
  isSameOptions,
  RATE_UNITS,
  type RateUnit,
  readDraft,
} from './custom-send-draft.ts'
import { FormRow, RadioRow } from './form-rows.tsx'

const HASHES = [
  { value: 'right', label: 'The right one' },
  { value: 'none', label: 'None' },
  { value: 'wrong', label: 'Another content’s' },
  { value: 'malformed', label: 'Malformed' },
] as const

const CONTENT_TYPES = [
  { value: 'octet-stream', label: 'application/octet-stream' },
  { value: 'media-type', label: 'The file’s media type' },
] as const

const UNITS = (Object.keys(RATE_UNITS) as RateUnit[]).map((unit) => ({ value: unit, label: unit }))

interface CustomSendFormProps {
  intro: string
  options: CustomSendOptions
  /** @param isSound whether every field is accepted */
  onChange: (options: CustomSendOptions, isSound: boolean) => void
  onSubmit?: () => void
  /** More rows of fields. */
  rows?: ReactNode
  button: ReactNode
  /** Beside the button. */
  note: ReactNode
  /** Below the button. */
  children?: ReactNode
}

/**
 * Custom send options, for one file or for the whole tab. Each edit applies at once. A field that
 * is not accepted keeps its option as it was.
 */
export function CustomSendForm(props: CustomSendFormProps) {
  const { intro, options, onChange, onSubmit, rows, button, note, children } = props
  const [{ draft, known }, setTyped] = useState({ draft: draftOptions(options), known: options })
  // The options were changed elsewhere. They replace the draft.
  if (!isSameOptions(options, known)) setTyped({ draft: draftOptions(options), known: options })
  const { complaints } = readDraft(draft, options)

  const bind = bindFields(draft, (next: CustomSendDraft) => {
    const read = readDraft(next, options)
    setTyped({ draft: next, known: read.options })
    onChange(read.options, Object.keys(read.complaints).length === 0)
  })
  const field = <K extends keyof CustomSendDraft>(label: string, name: K) => ({
    ...bind(label, name),
    isInline: true,
  })

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    onSubmit?.()
  }

  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-3 text-sm">
      <p className="max-w-prose text-soft">{intro}</p>
      <div className="grid grid-cols-1 gap-2 sm:gap-1">
        <RadioRow {...bind('X-Content-Hash', 'hash')} options={HASHES} />
        <RadioRow {...bind('Content-Type', 'contentType')} options={CONTENT_TYPES} />
        <FormRow title="Connection">
          <CheckField {...field('Break off after', 'breaks')} />
          <Field
            {...field('Percent of the bytes', 'breakAfter')}
            isLabelHidden
            disabled={!draft.breaks}
            complaint={complaints.breakAfter}
          >
            <span className={draft.breaks ? '' : 'text-soft'}>% of the bytes</span>
          </Field>
        </FormRow>
        <FormRow title="Speed">
          <CheckField {...field('At most', 'limits')} />
          <Field
            {...field('Rate', 'rate')}
            isLabelHidden
            inputMode="decimal"
            disabled={!draft.limits}
            complaint={complaints.bytesPerSecond}
          >
            <Field
              {...field('Unit', 'unit')}
              isLabelHidden
              options={UNITS}
              disabled={!draft.limits}
            />
          </Field>
        </FormRow>
        <FormRow title="Repeat">
          <Field {...field('Times', 'repeat')} complaint={complaints.repeat} />
          <Field {...field('At a time', 'parallel')} complaint={complaints.parallel} />
        </FormRow>
        {rows}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {button}
        <p className="min-w-0 flex-1 basis-52 text-soft">{note}</p>
      </div>
      {children}
    </form>
  )
}
