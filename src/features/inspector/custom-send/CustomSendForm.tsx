import { type ReactNode, type SubmitEvent, useState } from 'react'
import type { GatewayId } from '../../../core/api/gateways.ts'
import type { CustomSendOptions } from '../../../core/traffic/custom-send-options.ts'
import { FieldRow } from '../../../ui/FieldRow.tsx'
import { bindFields, CheckField, Field } from '../../../ui/form-fields.tsx'
import { RadioBar } from '../../../ui/RadioBar.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'
import {
  type CustomSendDraft,
  draftOptions,
  isSameOptions,
  RATE_UNITS,
  type RateUnit,
  readDraft,
} from './custom-send-draft.ts'

const text = words.custom

const optionsOf = <T extends string>(labels: Record<T, string>) =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }))

const HASHES = optionsOf(text.hashes)
const CONTENT_TYPES = optionsOf(text.types)
const NAMES = optionsOf(text.names)
const UNITS = (Object.keys(RATE_UNITS) as RateUnit[]).map((unit) => ({ value: unit, label: unit }))

interface CustomSendFormProps {
  gateway: GatewayId
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
  const { gateway, intro, options, onChange, onSubmit, rows, button, note, children } = props
  const version = useValue(useInspector().versions[gateway])
  const usual = version === 2 ? 'media-type' : 'octet-stream'
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
    <form onSubmit={submit}>
      <p className="pb-1 text-soft">{intro}</p>
      <FieldRow legend={text.hash}>
        <RadioBar {...bind(text.hash, 'hash')} legend={text.hash} options={HASHES} />
      </FieldRow>
      <FieldRow legend={text.contentType}>
        <RadioBar
          {...bind(text.contentType, 'contentType')}
          legend={text.contentType}
          value={draft.contentType === usual ? 'usual' : draft.contentType}
          options={CONTENT_TYPES.map(({ value, label }) => ({
            value: value === usual ? ('usual' as const) : value,
            label,
          }))}
        />
      </FieldRow>
      {version === 2 && (
        <FieldRow legend={text.fileName}>
          <RadioBar {...bind(text.fileName, 'fileName')} legend={text.fileName} options={NAMES} />
        </FieldRow>
      )}
      <FieldRow legend={text.connection}>
        <CheckField {...field(text.breakOff, 'breaks')} className="me-0!" />
        <Field
          {...field(text.percent, 'breakAfter')}
          isLabelHidden
          disabled={!draft.breaks}
          complaint={complaints.breakAfter}
        >
          <span className="text-soft">{text.ofBytes}</span>
        </Field>
      </FieldRow>
      <FieldRow legend={text.speed}>
        <CheckField {...field(text.atMost, 'limits')} className="me-0!" />
        <Field
          {...field(text.rate, 'rate')}
          isLabelHidden
          inputMode="decimal"
          disabled={!draft.limits}
          complaint={complaints.bytesPerSecond}
        >
          <Field
            {...field(text.unit, 'unit')}
            isLabelHidden
            options={UNITS}
            disabled={!draft.limits}
          />
        </Field>
      </FieldRow>
      <FieldRow legend={text.repeat}>
        <Field {...field(text.times, 'repeat')} complaint={complaints.repeat} />
        <Field {...field(text.atATime, 'parallel')} complaint={complaints.parallel} />
      </FieldRow>
      {rows}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2">
        {button}
        <p className="min-w-0 flex-1 basis-52 text-soft">{note}</p>
      </div>
      {children}
    </form>
  )
}
