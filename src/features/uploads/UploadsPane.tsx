import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react'
import { goodResult } from '../../core/uploads/stage.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { NARROW, useMedia } from '../../ui/use-media.ts'
import { useValue } from '../../ui/use-value.ts'
import { FileList } from './list/FileList.tsx'
import { asksForAll, isSearching, NO_SEARCH } from './list/find-filter.ts'
import { ListSkeleton } from './list/ListSkeleton.tsx'
import { ListToolbar } from './list/ListToolbar.tsx'
import { createListController } from './list/list-controller.ts'
import { type PreviewProps, RowPreview } from './list/RowPreview.tsx'
import { UndoToast } from './list/UndoToast.tsx'
import { ListControllerContext, useListFact } from './list/use-list-controller.ts'
import { useListParts } from './list/use-list-parts.ts'
import { useListsFiles } from './list/use-lists-files.ts'
import { useRemembered } from './list/use-remembered.ts'
import { type Rows, useRows } from './list/use-rows.ts'
import type { Covered } from './list/use-virtual-lines.ts'
import { words } from './list/words.ts'
import { RowControllerProvider } from './row/RowControllerProvider.tsx'
import { BatchBar } from './toolbar/BatchBar.tsx'
import { type UploadsPorts, useUploads } from './uploads-context.ts'

/** Id of the list, for the link that skips to it. */
const FILES = 'files'

interface UploadsPaneProps {
  /** The button that adds files. */
  chooseFiles?: ReactNode
  /** The button of skipped files. */
  skipped?: ReactNode
  /** Files on their way into the list. */
  imports?: ReactNode
  /** Opens the request where it is a drawer. */
  requestButton?: ReactNode
  renderPreview: (props: PreviewProps) => ReactNode
}

/**
 * The files: toolbar, batch bar and list. From 1,024 px, the list scrolls in its own pane. Below
 * that, the page scrolls under the batch bar.
 */
export function UploadsPane({
  chooseFiles,
  skipped,
  imports,
  requestButton,
  renderPreview,
}: UploadsPaneProps) {
  const uploads = useUploads()
  const { history, preferences } = uploads
  const [controller] = useState(() => createListController(uploads))
  const [search, setSearch] = useState(NO_SEARCH)
  const wanted = useDeferredValue(search)
  const view = useValue(preferences.view)
  const gateway = useValue(uploads.gateway)
  const { entries, hasAll } = useRemembered(history)
  const rows = useRows(uploads, entries, hasAll, wanted, gateway)
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const isNarrow = useMedia(NARROW)
  const bars = useRef<HTMLDivElement>(null)
  const floats = useRef<HTMLDivElement>(null)
  useFoundNews(rows, isSearching(wanted) && hasAll)

  // Follows the shown rows, because only those can be chosen.
  useEffect(() => controller.show(rows), [controller, rows])

  function covered(): Covered {
    const bottom = (floats.current?.offsetHeight ?? 0) + bottomOf(floats.current)
    if (!isNarrow || !bars.current) return { top: 0, bottom }
    const sticksAt = Number.parseFloat(getComputedStyle(bars.current).top) || 0
    return { top: sticksAt + bars.current.offsetHeight, bottom }
  }

  const { items, total, isKnown } = rows
  const urls = () => urlsOf(rows, uploads)
  const listsFiles = useListsFiles(uploads.accountFiles, gateway)
  const parts = useListParts(isSearching(wanted) || items.length === 0 || listsFiles)
  const isLoading = !isKnown || (!hasAll && (asksForAll(wanted) || items.length === 0))
  return (
    <ListControllerContext value={controller}>
      <RowControllerProvider>
        <section
          id={FILES}
          tabIndex={-1}
          aria-label={words.files}
          className="@container relative flex min-h-0 min-w-0 grow flex-col bg-surface outline-none [--bottom-bar:0px] max-sm:[--bottom-bar:calc(3.75rem+env(safe-area-inset-bottom))] lg:max-h-dvh"
        >
          <ListToolbar
            search={search}
            onSearch={setSearch}
            view={view}
            onView={preferences.view.set}
            total={total}
            chooseFiles={chooseFiles}
            requestButton={requestButton}
          />
          <div ref={bars} className="sticky top-(--header) z-sticky shrink-0 lg:static">
            <BatchBar
              count={words.fileCount(items.length)}
              skipped={skipped}
              found={
                isSearching(wanted) &&
                parts && (
                  <parts.FoundBar
                    search={search}
                    onSearch={setSearch}
                    summary={hasAll ? words.foundOf(items.length, total) : words.searching}
                    urls={urls}
                    count={urls().length}
                  />
                )
              }
            />
          </div>
          <div className="contents">{imports}</div>
          <div
            ref={setPane}
            className="min-h-0 flex-1 pb-(--bottom-bar) [overflow-anchor:none] lg:overflow-y-auto lg:overscroll-contain"
          >
            <Boundary what={words.theList}>
              {items.length > 0 ? (
                <FileList
                  rows={rows}
                  view={view}
                  hasAll={hasAll}
                  pane={isNarrow ? null : pane}
                  covered={covered}
                />
              ) : isLoading ? (
                <ListSkeleton label={words.loading} />
              ) : (
                total > 0 &&
                parts && (
                  <parts.NothingFound
                    search={search}
                    onSearch={setSearch}
                    elsewhere={rows.countElsewhere()}
                  />
                )
              )}
            </Boundary>
            {listsFiles && parts && (
              <parts.AccountFiles hasButton={items.length > 0 || total === 0} />
            )}
          </div>
          <div
            ref={floats}
            className="pointer-events-none fixed inset-x-0 bottom-(--bottom-bar) z-float flex flex-col items-center gap-2 pb-4 empty:hidden lg:absolute lg:bottom-0 *:pointer-events-auto"
          >
            <UndoToast />
            <Selection />
          </div>
        </section>
        <RowPreview rows={rows} render={renderPreview} />
      </RowControllerProvider>
    </ListControllerContext>
  )
}

function Selection() {
  const isSome = useListFact(({ selection }) => selection().chosen.size > 0)
  const parts = useListParts(isSome)
  return parts && <parts.SelectionBar />
}

/** The computed CSS `bottom` of an element, in pixels. */
function bottomOf(element: Element | null): number {
  return element ? Number.parseFloat(getComputedStyle(element).bottom) || 0 : 0
}

/** URLs of the shown files that have one, in list order. */
function urlsOf({ items }: Rows, { store }: UploadsPorts): string[] {
  return items.flatMap((item) => {
    if (typeof item !== 'number') return item.result.url
    const upload = store.get(item)
    return (upload && goodResult(upload.stage)?.url) ?? []
  })
}

/** Announces what a search found in the live region, which is outside of this component. */
function useFoundNews({ items }: Rows, isAnswered: boolean): void {
  const { politely } = useAnnounce()
  const { length } = items
  useEffect(() => {
    if (isAnswered) politely(words.found(length))
  }, [politely, isAnswered, length])
}
