import { type ReactNode, useSyncExternalStore } from 'react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { useListController } from './use-list-controller.ts'
import type { Rows } from './use-rows.ts'

/** A previewed file, with functions that go to its neighbours and close the preview. */
export interface PreviewProps {
  listed: ListItem
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** The preview of the row that a person opened. It moves along the rows that have a URL. */
export function RowPreview({
  rows,
  render,
}: {
  rows: Rows
  render: (props: PreviewProps) => ReactNode
}) {
  const controller = useListController()
  const key = useSyncExternalStore(controller.subscribe, controller.previewed)
  const listed = key === undefined ? undefined : rows.find(key)
  if (key === undefined || !listed) return null

  function wayTo(step: 1 | -1): (() => void) | undefined {
    const order = rows.order()
    let place = order.indexOf(key ?? '') + step
    // Rows without a URL have nothing to show.
    while (order[place] !== undefined && !rows.find(order[place] ?? '')) place += step
    const next = order[place]
    return next === undefined ? undefined : () => controller.preview(next)
  }

  return render({
    listed,
    onClose: () => controller.preview(undefined),
    onPrevious: wayTo(-1),
    onNext: wayTo(1),
  })
}
