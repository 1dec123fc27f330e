import { useState } from 'react'
import type { FaultPlan, RateLimit } from '../../core/sandbox/faults.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { CheckField, Field } from '../../ui/form-fields.tsx'
import { FaultForm, useFaultForm } from './FaultForm.tsx'
import { FAULT_CHOICES, FIRST_DRAFT, fieldsOf } from './fault-draft.ts'
import { describeFlaw, percentText } from './fault-words.ts'
import { addFault, limitRate, setChance, setFlaws, setSpeed } from './plan-edits.ts'
import { draftRate, LIMIT_SIGNALS } from './rate-draft.ts'

/** Faults of the next uploads. A field that the fault does not have is invisible. */
export function NextForm() {
  const form = useFaultForm(FIRST_DRAFT, addFault)
  const has = fieldsOf(form.draft.choice)
  const { field } = form
  return (
    <FaultForm form={form} legend="Next uploads" action="Add">
      <Field {...field('How many', 'times')} className="w-20" />
      <Field
        {...field('Meet', 'choice')}
        options={FAULT_CHOICES}
        className="min-w-0 flex-1 basis-40"
      />
      {has.afterBytes ? (
        <Field {...field('After bytes', 'afterBytes')} className="w-24" />
      ) : (
        <Field {...field('Status', 'status')} className={`w-24 ${has.status ? '' : 'invisible'}`} />
      )}
      <Field
        {...field('Message', 'message')}
        className={`min-w-0 flex-1 basis-36 ${has.answer ? '' : 'invisible'}`}
        inputMode="text"
        placeholder="the sandbox’s own"
      />
      <CheckField
        {...field('Before the body is read', 'early')}
        className={has.answer ? '' : 'invisible'}
      />
    </FaultForm>
  )
}

/** How many calls a key may make, and how the sandbox reports the limit. */
export function RateForm({ limit }: { limit: RateLimit | null }) {
  const form = useFaultForm(() => draftRate(limit), limitRate)
  const { field } = form
  return (
    <FaultForm form={form} legend="Rate limit" action="Limit the rate">
      <Field {...field('Calls', 'calls')} className="w-20" />
      <Field {...field('In seconds', 'seconds')} className="w-24" inputMode="decimal" />
      <Field
        {...field('Told by', 'signal')}
        options={LIMIT_SIGNALS}
        className="min-w-0 flex-1 basis-52"
      />
      <CheckField {...field('Newer error shape', 'nested')} />
    </FaultForm>
  )
}

/** How late the sandbox responds, and how slowly it reads bodies. */
export function SpeedForm({ plan: { latency, bytesPerSecond } }: { plan: FaultPlan }) {
  const form = useFaultForm(
    { latency: latency === 0 ? '' : String(latency), bytesPerSecond: String(bytesPerSecond ?? '') },
    setSpeed,
  )
  const { field } = form
  return (
    <FaultForm form={form} legend="Speed" action="Set speed">
      <Field {...field('Latency in ms', 'latency')} className="w-28" placeholder="none" />
      <Field
        {...field('Bytes per second', 'bytesPerSecond')}
        className="min-w-0 flex-1 basis-36"
        placeholder="as fast as it comes"
      />
    </FaultForm>
  )
}

export function ChanceForm({ chance }: { chance: FaultPlan['chance'] }) {
  const form = useFaultForm({ percent: percentText(chance?.share ?? 0.1) }, ({ percent }) =>
    setChance(percent),
  )
  return (
    <FaultForm form={form} legend="By chance" action="Set chance">
      <Field
        {...form.field('Percent of uploads', 'percent')}
        className="w-36"
        inputMode="decimal"
      />
      <p className="flex min-h-9 min-w-0 flex-1 basis-32 items-center text-soft text-sm">
        meet a random fault, of every kind
      </p>
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
    <FaultForm form={form} legend="Always" action="Set flaws">
      <div className="grid w-full grid-cols-1 gap-x-3 sm:grid-cols-2">
        {FLAWS.map((flaw) => (
          <CheckField key={flaw} {...form.field(describeFlaw(flaw), flaw)} />
        ))}
      </div>
    </FaultForm>
  )
}

function draftFlaws(flaws: readonly Flaw[]): Record<Flaw, boolean> {
  const entries = FLAWS.map((flaw) => [flaw, flaws.includes(flaw)])
  return Object.fromEntries(entries) as Record<Flaw, boolean>
}
