import { memo } from 'react'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { MiddleText } from '../../../ui/MiddleText.tsx'
import type { RowContentProps } from '../list/row.ts'
import { AddButton } from './AddButton.tsx'
import { FileBadges } from './FileBadges.tsx'
import { MainButton } from './MainButton.tsx'
import { ProgressEdge } from './ProgressEdge.tsx'
import { RowCheckbox } from './RowCheckbox.tsx'
import { actionsOf } from './row-actions.ts'
import { useRowController } from './row-controller.ts'
import type { RowFacts } from './row-facts.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { TileState } from './TileState.tsx'
import { words } from './tile-words.ts'
import { useActions } from './use-actions.ts'
import { useRow } from './use-row.ts'
import { useTag } from './use-tag.ts'

const SHOWN = 'in-[li:is(:hover,:focus-within)]:opacity-100'

/** A file as a tile of the grid. Fills its list item, whose name is the file's path. */
export const TileContent = memo(function TileContent({ row, isCurrent }: RowContentProps) {
  const facts = useRow(row)
  return facts ? <WholeTile facts={facts} isCurrent={isCurrent} /> : null
})

function WholeTile({ facts, isCurrent }: { facts: RowFacts; isCurrent: boolean }) {
  const rowController = useRowController()
  const { main } = useActions(facts)
  const { entry, path, item, upload } = facts
  const tabIndex = isCurrent ? 0 : -1
  return (
    <div className="relative min-w-0">
      <div className="relative">
        <Thumbnail facts={facts} className="aspect-4/3 w-full rounded-[10px] text-meta" />
        <RowCheckbox facts={facts} className="absolute! top-2 end-2" />
        <TileState facts={facts} />
        <div
          // As in a narrow list, the request button is an icon. On touch, a tap would press it.
          className={`@container absolute inset-x-1.5 bottom-1.5 flex gap-1 opacity-0 transition-opacity max-sm:hidden pointer-coarse:hidden ${SHOWN}`}
        >
          <MainButton
            rowKey={facts.key}
            action={main}
            tabIndex={tabIndex}
            className="min-h-6.5! px-2! shadow-float"
          />
          {item && <TileAdd item={item} />}
        </div>
        {upload && <ProgressEdge upload={upload} className="inset-x-2.5 bottom-0 rounded-full" />}
      </div>
      <div className="mt-1 flex min-h-6 min-w-0 items-center gap-0.5">
        <MiddleText text={entry?.label || path} className="flex-1 font-medium text-meta" />
        <span className="sr-only">
          <FileBadges facts={facts} />
        </span>
        <MenuButton
          label={words.more}
          items={() => actionsOf(facts, rowController).menu}
          tabIndex={tabIndex}
          className="min-h-6! w-6! pointer-coarse:w-10!"
        />
      </div>
    </div>
  )
}

/** Renders nothing for a file in the request, whose tag is always visible in a corner. */
function TileAdd({ item }: { item: NonNullable<RowFacts['item']> }) {
  if (useTag(item.url) !== undefined) return null
  return <AddButton item={item} className="min-h-6.5! bg-raised! px-2! shadow-float" />
}
