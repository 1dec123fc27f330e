import type { Fault, FaultPlan } from '../../core/sandbox/faults.ts'
import type { Flaw } from '../../core/sandbox/flaws.ts'
import { buildFault, EVERY_KIND, type FaultDraft } from './fault-draft.ts'
import {
  describeFault,
  describeFlaw,
  describeLatency,
  describeRate,
  describeShare,
  describeSpeed,
} from './fault-words.ts'
import { readNumber } from './field-error.ts'
import { buildRateLimit, findTelling, type RateDraft } from './rate-draft.ts'

/** One change of a plan. It is made of the newest one, which uploads may have used up a part of. */
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

/** An empty field takes its brake away. @throws {FieldError} */
export function setSpeed(draft: { latency: string; bytesPerSecond: string }): PlanEdit {
  const latency = readIfAny('Latency in ms', draft.latency) ?? 0
  const bytesPerSecond = readIfAny('Bytes per second', draft.bytesPerSecond)
  return (plan) => ({ ...plan, latency, bytesPerSecond })
}

/** Lets a share of all uploads meet a fault of any kind. @throws {FieldError} */
export function setChance(percent: string): PlanEdit {
  const share = readNumber('Percent of uploads', percent) / 100
  const chance = share === 0 ? null : { share, faults: EVERY_KIND }
  return (plan) => ({ ...plan, chance })
}

/** The sandbox has these flaws and no others. */
export function setFlaws(flaws: readonly Flaw[]): PlanEdit {
  return (plan) => ({ ...plan, flaws: [...flaws] })
}

/** Something that is in force, and how it is taken away. */
interface PlanEntry {
  /** Stays the same while what comes before it is used up. */
  id: string
  text: string
  remove: PlanEdit
}

/** All that is in force, what comes next first. */
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
    const told = findTelling(rateLimit)?.label ?? rateLimit.tells.join(', ')
    const shape = rateLimit.nested ? ' (newer error shape)' : ''
    add('rate', `${describeRate(rateLimit)}, told by: ${told}${shape}`, { rateLimit: null })
  }
  if (latency > 0) add('latency', `Every answer ${describeLatency(latency)}`, { latency: 0 })
  if (bytesPerSecond !== null) {
    add('speed', `Bodies read at ${describeSpeed(bytesPerSecond)}`, { bytesPerSecond: null })
  }
  if (chance !== null) {
    const text = `${describeShare(chance.share)} of uploads meet a random fault`
    add('chance', text, { chance: null })
  }
  for (const flaw of plan.flaws) {
    const remove: PlanEdit = (newest) =>
      setFlaws(newest.flaws.filter((other) => other !== flaw))(newest)
    entries.push({ id: flaw, text: describeFlaw(flaw), remove })
  }
  return entries
}

/** Uploads use up a plan from its start, so a fault keeps its place as counted from the end. */
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
