import { Check, CheckCheck, CircleAlert, Clock, Info, type LucideIcon } from 'lucide-react'
import { formatClock, formatDay } from '../../../core/text/dates.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { type GutterState, gutterOf, gutterOfEntry } from './gutter-state.ts'
import { RowCheckbox, useIsChoosing } from './RowCheckbox.tsx'
import type { RowFacts } from './row-facts.ts'
import { words as tileWords } from './tile-words.ts'
import { words } from './words.ts'

const GLYPHS: Partial<Record<GutterState, LucideIcon>> = {
  waiting: Clock,
  failed: CircleAlert,
  missing: Info,
  new: Check,
  verified: Check,
  unconfirmed: Info,
  checked: CheckCheck,
}

const DOTS: Partial<Record<GutterState, string>> = {
  moving: 'size-1.75 bg-accent [box-shadow:0_0_0_4px_var(--color-accent-soft)]',
  queued: 'size-2 border-[1.5px] border-faint',
}

const COLORS: Partial<Record<GutterState, string>> = {
  failed: 'text-bad',
  missing: 'text-bad',
  new: 'text-accent',
}

/** On phones the checkbox shows only while rows are chosen, and a failure as a mark on the picture. */
const PLACE =
  'grid size-4 place-items-center max-sm:absolute max-sm:z-1 max-sm:rounded-full max-sm:bg-surface'

/** The state of a file as a glyph. A checkbox replaces it on hover and focus, or in a selection. */
export function Gutter({ facts }: { facts: RowFacts }) {
  const isChoosing = useIsChoosing()
  const state = stateOf(facts)
  const isTrouble = state === 'failed' || state === 'missing'
  const place = isChoosing
    ? 'max-sm:start-6.5'
    : `max-sm:top-[calc(50%+0.5rem)] max-sm:start-11 ${isTrouble ? '' : 'max-sm:opacity-0'}`
  return (
    <span
      data-tip={tipOf(facts, state)}
      data-choosing={isChoosing || undefined}
      className={`peer ${PLACE} ${place}`}
    >
      <RowCheckbox facts={facts} className="col-start-1 row-start-1" />
      {!isChoosing && (
        <span className="pointer-events-none col-start-1 row-start-1 in-[li:is(:hover,:focus-within)]:opacity-0">
          <Glyph state={state} />
        </span>
      )}
    </span>
  )
}

function stateOf({ upload, entry }: RowFacts): GutterState | undefined {
  if (upload) return gutterOf(upload.stage)
  return entry && gutterOfEntry(entry)
}

function Glyph({ state }: { state: GutterState | undefined }) {
  const glyph = state && GLYPHS[state]
  if (glyph) return <Icon of={glyph} className={(state && COLORS[state]) ?? 'text-faint'} />
  const dot = state && DOTS[state]
  return dot ? <span className={`block rounded-full forced-color-adjust-none ${dot}`} /> : null
}

function tipOf({ upload, entry }: RowFacts, state: GutterState | undefined): string {
  const stage = upload?.stage
  if (stage && stage.name !== 'uploaded') return tileWords.stage[stage.name]
  const at = stage ? stage.fetchedBack : entry?.checkedAt
  if (at !== undefined) return words.urlCheckedTip(`${formatDay(at)}, ${formatClock(at)}`)
  if (state === undefined) return entry?.listed ? words.listed : words.imported
  if (state === 'unconfirmed') return words.unconfirmedTip
  return state === 'new' ? words.newTip : words.verifiedTip
}
