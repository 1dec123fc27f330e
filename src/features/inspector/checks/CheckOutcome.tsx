import {
  Check,
  Circle,
  CircleAlert,
  CircleQuestionMark,
  Clock,
  LoaderCircle,
  Minus,
} from 'lucide-react'
import type { CheckState } from '../../../core/traffic/checks/check-line.ts'
import { nameOutcome } from '../../../core/traffic/checks/check-report.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { words } from '../words.ts'

const SIGNS = {
  pass: { sign: Check, look: 'text-accent' },
  fail: { sign: CircleAlert, look: 'text-bad' },
  unexpected: { sign: CircleQuestionMark, look: 'text-ink' },
  'not-applicable': { sign: Minus, look: 'text-soft' },
  waiting: { sign: Circle, look: 'text-faint' },
  running: { sign: LoaderCircle, look: 'text-ink' },
  held: { sign: Clock, look: 'text-soft' },
} as const

/** The state of a check, as an icon. Screen readers get a word. */
export function CheckOutcome({ state }: { state: CheckState }) {
  const isDone = state.name === 'done'
  const { sign, look } = SIGNS[isDone ? state.result.outcome : state.name]
  const word = isDone ? nameOutcome(state.result.outcome) : words.check.states[state.name]
  return (
    <span data-tip={word} className={`grid h-4.5 place-items-center ${look}`}>
      <Icon of={sign} />
      <span className="sr-only">{word}</span>
    </span>
  )
}
