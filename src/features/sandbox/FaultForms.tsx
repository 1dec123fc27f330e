import { useState } from 'react'
import type { FaultPlan, RateLimit } from '../../core/sandbox/faults.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { writeDecimal } from '../../core/text/decimal-mark.ts'
import { CheckField, Field } from '../../ui/form-fields.tsx'
import { percentText } from './describe-faults.ts'
import { FaultForm, useFaultForm } from './FaultForm.tsx'
import { FAULT_CHOICES, FIRST_DRAFT, fieldsOf } from './fault-draft.ts'
import { addFault, limitRate, setChance, setFlaws, setSpeed } from './plan-edits.ts'
import { draftRate, LIMIT_SIGNALS } from './rate-draft.ts'
import { FLAW_WORDS, words } from './words.ts'

/** Failures of the next uploads. Shows only the fields of the chosen failure. */
export function NextForm() {
  const form = useFaultForm(FIRST_DRAFT, addFault)
  const has = fieldsOf(form.draft.choice)
  const { field } = form
  return (
    <FaultForm form={form} legend={words.nextUploads} action={words.add}>
      <Field {...field(words.howMany, 'times')} isLabelHidden />
      <Field {...field(words.failure, 'choice')} isLabelHidden options={FAULT_CHOICES} />
      {has.afterBytes && <Field {...field(words.afterBytes, 'afterBytes')} />}
      {has.status && <Field {...field(words.status, 'status')} />}
      {has.answer && (
        <>
          <Field
            {...field(words.message, 'message')}
            isLabelHidden
            inputMode="text"
            placeholder={words.message}
            className="[&>input]:w-44 [&>input]:text-start"
          />
          <CheckField {...field(words.early, 'early')} />
        </>
      )}
    </FaultForm>
  )
}

/** How many calls a key may make, and how the sandbox reports the limit. */
export function RateForm({ limit }: { limit: RateLimit | null }) {
  const form = useFaultForm(() => draftRate(limit), limitRate)
  const { field } = form
  return (
    <FaultForm form={form} legend={words.rateLimit}>
      <Field {...field(words.calls, 'calls')} isLabelHidden>
        <span className="text-soft">{words.callsIn}</span>
      </Field>
      <Field {...field(words.seconds, 'seconds')} isLabelHidden inputMode="decimal">
        <span className="text-soft">{words.secondsToldBy}</span>
      </Field>
      <Field {...field(words.toldBy, 'signal')} isLabelHidden options={LIMIT_SIGNALS} />
      <CheckField {...field(words.nested, 'nested')} />
    </FaultForm>
  )
}

/** How late the sandbox responds, and how slowly it reads bodies. */
export function SpeedForm({ plan: { latency, bytesPerSecond } }: { plan: FaultPlan }) {
  const form = useFaultForm(
    {
      latency: latency === 0 ? '' : writeDecimal(latency),
      bytesPerSecond: String(bytesPerSecond ?? ''),
    },
    setSpeed,
  )
  const { field } = form
  return (
    <FaultForm form={form} legend={words.speed}>
      <span aria-hidden className="text-soft">
        {words.latencyShort}
      </span>
      <Field {...field(words.latency, 'latency')} isLabelHidden placeholder={words.noLatency}>
        <span className="text-soft">{words.milliseconds}</span>
      </Field>
      <span aria-hidden className="text-soft">
        {words.atMost}
      </span>
      <Field
        {...field(words.bytesPerSecond, 'bytesPerSecond')}
        isLabelHidden
        placeholder={words.anySpeed}
      >
        <span className="text-soft">{words.bytesASecond}</span>
      </Field>
    </FaultForm>
  )
}

export function ChanceForm({ chance }: { chance: FaultPlan['chance'] }) {
  const form = useFaultForm({ percent: percentText(chance?.share ?? 0.1) }, ({ percent }) =>
    setChance(percent),
  )
  return (
    <FaultForm form={form} legend={words.chance}>
      <Field {...form.field(words.percent, 'percent')} isLabelHidden inputMode="decimal">
        <span className="text-soft">{words.percentFail}</span>
      </Field>
    </FaultForm>
  )
}

export function FlawsForm({ active }: { active: readonly Flaw[] }) {
  const form = useFaultForm(
    () => draftFlaws(active),
    (draft) => setFlaws(FLAWS.filter((flaw) => draft[flaw])),
  )
  const [known, setKnown] = useState(active)
  // A flaw that was removed elsewhere must not return with the next edit.
  if (String(known) !== String(active)) {
    setKnown(active)
    form.setDraft(draftFlaws(active))
  }
  return (
    <FaultForm form={form} legend={words.always}>
      <div className="grid w-full grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] gap-x-3">
        {FLAWS.map((flaw) => (
          <CheckField key={flaw} {...form.field(FLAW_WORDS[flaw], flaw)} />
        ))}
      </div>
    </FaultForm>
  )
}

function draftFlaws(flaws: readonly Flaw[]): Record<Flaw, boolean> {
  const entries = FLAWS.map((flaw) => [flaw, flaws.includes(flaw)])
  return Object.fromEntries(entries) as Record<Flaw, boolean>
}
