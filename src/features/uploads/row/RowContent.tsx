import { memo } from 'react'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import type { RowContentProps } from '../list/row.ts'
import { AddButton } from './AddButton.tsx'
import { Gutter } from './Gutter.tsx'
import { MainButton } from './MainButton.tsx'
import { MenuHead } from './MenuHead.tsx'
import { ProgressEdge } from './ProgressEdge.tsx'
import { QuickActions } from './QuickActions.tsx'
import { RowMeta } from './RowMeta.tsx'
import { RowName } from './RowName.tsx'
import { actionsOf } from './row-actions.ts'
import { useRowController } from './row-controller.ts'
import type { RowFacts } from './row-facts.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { words } from './tile-words.ts'
import { UrlLink } from './UrlLink.tsx'
import { useActions } from './use-actions.ts'
import { useRow } from './use-row.ts'

/** Gutter, thumbnail, name, URL, actions. Their gap and the place where text begins follow the width. */
const ROW =
  'relative grid min-h-(--row) grid-cols-[2.75rem_minmax(0,1fr)_auto] items-center gap-x-3 pe-1 ps-3 [--text-at:4.25rem] after:absolute after:end-0 after:bottom-0 after:start-(--text-at) after:h-px after:bg-line hover:bg-hover has-[[aria-expanded=true]]:bg-hover has-[input:checked]:bg-selected sm:grid-cols-[1rem_2.5rem_minmax(0,1.35fr)_minmax(0,1fr)_auto] sm:pe-3 sm:ps-(--pad) sm:[--text-at:6.25rem] sm:@max-[45rem]:grid-cols-[1rem_2.5rem_minmax(0,1.5fr)_minmax(0,1fr)_auto] sm:@max-[45rem]:gap-x-2.5 sm:@max-[45rem]:[--text-at:6rem] sm:@min-[62.5rem]:gap-x-3.5 sm:@min-[62.5rem]:[--text-at:6.5rem]'

/** A file as a row of the list. Fills its list item, whose name is the file's path. */
export const RowContent = memo(function RowContent({ row, isCurrent }: RowContentProps) {
  const facts = useRow(row)
  return facts ? <WholeRow facts={facts} isCurrent={isCurrent} /> : null
})

function WholeRow({ facts, isCurrent }: { facts: RowFacts; isCurrent: boolean }) {
  const rowController = useRowController()
  const { main, quick } = useActions(facts)
  const { item, upload } = facts
  const tabIndex = isCurrent ? 0 : -1
  const quickActions = <QuickActions rowKey={facts.key} actions={quick} />
  return (
    <div className={ROW}>
      <Gutter facts={facts} />
      <Thumbnail facts={facts} />
      <div
        className={`relative min-w-0 py-3 max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-1.5 ${item ? '' : 'sm:col-span-2'}`}
      >
        <RowName facts={facts} />
        <RowMeta facts={facts} />
        {!item && quickActions}
      </div>
      {item && (
        <div className="relative flex min-w-0 items-center self-stretch max-sm:sr-only">
          <UrlLink item={item} />
          {quickActions}
        </div>
      )}
      <div className="flex items-center sm:gap-1">
        {item && <AddButton item={item} className="max-sm:hidden sm:w-18.5 sm:@max-[45rem]:w-17" />}
        <MainButton rowKey={facts.key} action={main} tabIndex={tabIndex} />
        <MenuButton
          label={words.more}
          items={() => actionsOf(facts, rowController).menu}
          head={<MenuHead facts={facts} />}
          tabIndex={tabIndex}
          className="max-sm:min-h-11 max-sm:w-10"
        />
      </div>
      {upload && <ProgressEdge upload={upload} className="end-0 bottom-0 start-(--text-at)" />}
    </div>
  )
}
