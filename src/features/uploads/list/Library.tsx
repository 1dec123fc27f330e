import { type ReactNode, useDeferredValue, useEffect, useState, useSyncExternalStore } from 'react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { plural } from '../../../core/text/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { FindBar } from '../toolbar/FindBar.tsx'
import { SelectionBar } from '../toolbar/SelectionBar.tsx'
import { useUploads } from '../uploads-context.ts'
import { FileList } from './FileList.tsx'
import { asksForAll, isSearching, NO_SEARCH } from './find-filter.ts'
import { createListController } from './list-controller.ts'
import { ListControllerContext } from './use-list-controller.ts'
import { useRemembered } from './use-remembered.ts'
import { useRows } from './use-rows.ts'

/** A file that is shown large, with the ways to its neighbours and out. */
export interface PreviewProps {
  listed: ListItem
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

export interface LibraryProps {
  renderPreview: (props: PreviewProps) => ReactNode
  /** The way to the request, where that is not beside the list. */
  requestLink: ReactNode
}

const LOOKING = 'Looking through the history…'

/** All files that this browser remembers, with search, selection and preview. */
export function Library({ renderPreview, requestLink }: LibraryProps) {
  const ports = useUploads()
  const [controller] = useState(() => createListController(ports))
  const [search, setSearch] = useState(NO_SEARCH)
  const wanted = useDeferredValue(search)
  const { entries: remembered, hasAll } = useRemembered()
  const rows = useRows(remembered, hasAll, wanted)
  const previewed = useSyncExternalStore(controller.subscribe, controller.previewed)
  const shown = previewed === undefined ? undefined : rows.find(previewed)

  // Follows what is shown: only that can be chosen.
  useEffect(() => controller.show(rows), [controller, rows])

  const { ids, entries, total, isKnown } = rows
  const count = ids.length + entries.length
  const found = hasAll ? `${count.toLocaleString('en')} of ${plural(total, 'file')}` : LOOKING
  const isNarrowed = isSearching(wanted)
  const { politely } = useAnnounce()
  // Follows what was found into the live region, which is outside of this component.
  useEffect(() => {
    if (isNarrowed && hasAll) politely(`${plural(count, 'file')} found`)
  }, [politely, isNarrowed, hasAll, count])

  function neighbour(step: 1 | -1): (() => void) | undefined {
    const order = rows.order()
    const next = order[order.indexOf(previewed ?? '') + step]
    return next === undefined ? undefined : () => controller.preview(next)
  }

  return (
    <ListControllerContext value={controller}>
      {total > 0 && <FindBar search={search} onChange={setSearch} found={found} />}
      {count > 0 && <FileList ids={ids} entries={entries} hasAll={hasAll} now={rows.now} />}
      {total > 0 && count === 0 && isKnown && (hasAll || asksForAll(wanted)) && (
        <div className="grid justify-items-center gap-2 rounded-2xl border border-line border-dashed px-4 py-8 text-center text-soft">
          <p>
            {!hasAll
              ? LOOKING
              : isNarrowed
                ? 'No file matches. Try fewer words, or another kind, place or day.'
                : `${plural(total, 'file')} of another gateway or key.`}
          </p>
          {hasAll && wanted.place !== 'all' && (
            <Button onClick={() => setSearch({ ...search, place: 'all' })}>
              Show all gateways
            </Button>
          )}
        </div>
      )}
      <SelectionBar above={requestLink} />
      {shown &&
        renderPreview({
          listed: shown,
          onClose: () => controller.preview(undefined),
          onPrevious: neighbour(-1),
          onNext: neighbour(1),
        })}
    </ListControllerContext>
  )
}
