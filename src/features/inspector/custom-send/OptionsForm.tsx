import { useState } from 'react'
import type { CustomSendOptions } from '../../../core/traffic/custom-send-options.ts'
import { ChoiceRow, NumberField, OptionRow, TickBox, UnitField } from './OptionFields.tsx'
import {
  draftOptions,
  isSameOptions,
  type OptionsDraft,
  RATE_UNITS,
  type RateUnit,
  readDraft,
} from './options-draft.ts'

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

const UNITS = Object.keys(RATE_UNITS) as RateUnit[]

/** How files are sent differently. Every change counts at once, unless its field holds no number in range. */
export function OptionsForm({
  options,
  onChange,
}: {
  options: CustomSendOptions
  /** @param isSound whether every field holds what is asked for */
  onChange: (options: CustomSendOptions, isSound: boolean) => void
}) {
  const [{ draft, known }, setTyped] = useState({ draft: draftOptions(options), known: options })
  // Somebody else changed them: what is typed here gives way.
  if (!isSameOptions(options, known)) setTyped({ draft: draftOptions(options), known: options })
  const { complaints } = readDraft(draft, options)

  function change(part: Partial<OptionsDraft>): void {
    const next = { ...draft, ...part }
    const read = readDraft(next, options)
    setTyped({ draft: next, known: read.options })
    onChange(read.options, Object.keys(read.complaints).length === 0)
  }

  return (
    <div className="grid grid-cols-1 gap-2 text-sm sm:gap-1">
      <ChoiceRow
        title="X-Content-Hash"
        choices={HASHES}
        value={draft.hash}
        onChange={(hash) => change({ hash })}
      />
      <ChoiceRow
        title="Content-Type"
        choices={CONTENT_TYPES}
        value={draft.contentType}
        onChange={(contentType) => change({ contentType })}
      />
      <OptionRow title="Connection">
        <TickBox
          label="Break off after"
          checked={draft.breaks}
          onChange={(breaks) => change({ breaks })}
        />
        <NumberField
          label="Percent of the bytes"
          disabled={!draft.breaks}
          value={draft.breakAfter}
          onChange={(breakAfter) => change({ breakAfter })}
          complaint={complaints.breakAfter}
        >
          <span className={draft.breaks ? '' : 'text-soft'}>% of the bytes</span>
        </NumberField>
      </OptionRow>
      <OptionRow title="Speed">
        <TickBox label="At most" checked={draft.limits} onChange={(limits) => change({ limits })} />
        <NumberField
          label="Rate"
          inputMode="decimal"
          disabled={!draft.limits}
          value={draft.rate}
          onChange={(rate) => change({ rate })}
          complaint={complaints.bytesPerSecond}
        >
          <UnitField
            label="Unit"
            units={UNITS}
            disabled={!draft.limits}
            value={draft.unit}
            onChange={(unit) => change({ unit })}
          />
        </NumberField>
      </OptionRow>
      <OptionRow title="Repeat">
        <NumberField
          label="Times"
          isLabelSeen
          value={draft.repeat}
          onChange={(repeat) => change({ repeat })}
          complaint={complaints.repeat}
        />
        <NumberField
          label="At a time"
          isLabelSeen
          value={draft.parallel}
          onChange={(parallel) => change({ parallel })}
          complaint={complaints.parallel}
        />
      </OptionRow>
    </div>
  )
}
