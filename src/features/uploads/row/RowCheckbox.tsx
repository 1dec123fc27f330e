import { Checkbox } from '../../../ui/Checkbox.tsx'
import { useListController, useListFact } from '../list/use-list-controller.ts'
import { type RowFacts, titleOfRow } from './row-facts.ts'
import { words } from './words.ts'

/** Whether rows are chosen, so that each shows its checkbox. */
export function useIsChoosing(): boolean {
  return useListFact((known) => known.selection().chosen.size > 0)
}

/** Chooses a file. Shows on hover and focus, and while rows are chosen. */
export function RowCheckbox({ facts, className }: { facts: RowFacts; className: string }) {
  const controller = useListController()
  const { key } = facts
  const isChosen = useListFact((known) => known.isChosen(key))
  // In narrow lists and on touch screens, the invisible checkbox must not catch presses.
  const unseen =
    'max-sm:pointer-events-none pointer-coarse:pointer-events-none opacity-0 in-[li:is(:hover,:focus-within)]:opacity-100'
  return (
    <Checkbox
      label={words.select(titleOfRow(facts))}
      checked={isChosen}
      tabIndex={-1}
      onChange={() => controller.toggle(key)}
      onShiftClick={() => controller.extendTo(key)}
      className={`${className} ${useIsChoosing() ? '' : unseen}`}
    />
  )
}
