import type { Fault, FaultPlan } from '../../core/sandbox/faults.ts'
import type { Flaw } from '../../core/sandbox/flaws.ts'
import { describeFault, percentText } from './describe-faults.ts'
import { buildFault, EVERY_KIND, type FaultDraft } from './fault-draft.ts'
import { readNumber } from './field-error.ts'
import { buildRateLimit, findSignal, type RateDraft } from './rate-draft.ts'
import { FLAW_WORDS, words } from './words.ts'

/** Applies to the newest plan, because uploads use up faults in the meantime. */
export type PlanEdit = (plan: FaultPlan) => FaultPlan

/** @throws {FieldError} */
export function addFault(draft: FaultDraft): PlanEdit {
  const fault = buildFault(draft)
  return (plan) => ({ ...plan, next: [...plan.next, fault] })
}

/** @throws {FieldError} */
export function limitRate(draft: RateDraft): PlanEdit {
  const rateLimit = buildRateLimit(draft)
  return (plan) => ({ ...plan, rateLimit })
}

/** An empty field removes its limit. @throws {FieldError} */
export function setSpeed(draft: { latency: string; bytesPerSecond: string }): PlanEdit {
  const latency = readIfAny(words.latency, draft.latency) ?? 0
  const bytesPerSecond = readIfAny(words.bytesPerSecond, draft.bytesPerSecond)
  return (plan) => ({ ...plan, latency, bytesPerSecond })
}

/** Applies faults of every kind to a share of all uploads. @throws {FieldError} */
export function setChance(percent: string): PlanEdit {
  const share = readNumber(words.percent, percent) / 100
  const chance = share === 0 ? null : { share, faults: EVERY_KIND }
  return (plan) => ({ ...plan, chance })
}

export function setFlaws(flaws: readonly Flaw[]): PlanEdit {
  return (plan) => ({ ...plan, flaws: [...flaws] })
}

/** A part of the plan, and the edit that removes it. */
interface PlanEntry {
  /** Stays the same while earlier faults are used up. */
  id: string
  text: string
  remove: PlanEdit
}

export function listEntries(plan: FaultPlan): PlanEntry[] {
  const { next, rateLimit, latency, bytesPerSecond, chance } = plan
  const entries = next.map((fault, index): PlanEntry => {
    const fromEnd = next.length - index
    const remove = removeFault(fault, fromEnd)
    return { id: `next ${fromEnd}`, text: describeFault(fault), remove }
  })
  const add = (id: string, text: string, none: Partial<FaultPlan>) =>
    entries.push({ id, text, remove: (newest) => ({ ...newest, ...none }) })
  if (rateLimit !== null) {
    const signal = findSignal(rateLimit)?.label ?? rateLimit.tells?.join(', ') ?? ''
    const rate = words.rate(rateLimit.limit, rateLimit.seconds)
    add('rate', words.rateBy(rate, signal), { rateLimit: null })
  }
  if (latency > 0) add('latency', words.everyLate(words.late(latency)), { latency: 0 })
  if (bytesPerSecond !== null) {
    add('speed', words.everySlow(words.slow(bytesPerSecond)), { bytesPerSecond: null })
  }
  if (chance !== null) {
    add('chance', words.byChance(percentText(chance.share)), { chance: null })
  }
  for (const flaw of plan.flaws) {
    const remove: PlanEdit = (newest) =>
      setFlaws(newest.flaws.filter((other) => other !== flaw))(newest)
    entries.push({ id: flaw, text: FLAW_WORDS[flaw], remove })
  }
  return entries
}

/** Counts from the end, because uploads use up the faults at the start. */
function removeFault(fault: Fault, fromEnd: number): PlanEdit {
  return (plan) => {
    const found = plan.next.at(-fromEnd)
    if (!found || !isSameFault(found, fault)) return plan
    return { ...plan, next: plan.next.filter((other) => other !== found) }
  }
}

function isSameFault(one: Fault, other: Fault): boolean {
  return JSON.stringify({ ...one, times: 0 }) === JSON.stringify({ ...other, times: 0 })
}

function readIfAny(field: string, text: string): number | null {
  return text.trim() === '' ? null : readNumber(field, text)
}
