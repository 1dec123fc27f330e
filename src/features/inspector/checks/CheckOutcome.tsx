import { Check, Circle, CircleQuestionMark, Clock, LoaderCircle, Minus, X } from 'lucide-react'
import type { CheckState } from '../../../core/traffic/checks/check-line.ts'
import { nameOutcome } from '../../../core/traffic/checks/check-report.ts'

const SIGNS = {
  pass: { Sign: Check, look: 'text-accent' },
  fail: { Sign: X, look: 'text-bad' },
  unexpected: { Sign: CircleQuestionMark, look: 'text-ink' },
  'not-applicable': { Sign: Minus, look: 'text-soft' },
  waiting: { Sign: Circle, look: 'text-soft' },
  running: { Sign: LoaderCircle, look: 'text-ink' },
  held: { Sign: Clock, look: 'text-sandbox' },
} as const

const UNDER_WAY = { waiting: 'Waiting', running: 'Under way', held: 'Held up' } as const

/** The state of a check, as an icon and a word. */
export function CheckOutcome({ state }: { state: CheckState }) {
  const isDone = state.name === 'done'
  const { Sign, look } = SIGNS[isDone ? state.result.outcome : state.name]
  return (
    <span
      className={`inline-flex items-center gap-1.5 self-start whitespace-nowrap font-medium ${look}`}
    >
      <Sign size={15} aria-hidden />
      <span>{isDone ? nameOutcome(state.result.outcome) : UNDER_WAY[state.name]}</span>
    </span>
  )
}
