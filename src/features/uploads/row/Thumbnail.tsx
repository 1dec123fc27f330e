import { useQuery } from '@tanstack/react-query'
import type { DragEvent, ReactNode } from 'react'
import type { HistoryEntry } from '../../../core/history/history.ts'
import { type MediaKind, typeLabel } from '../../../core/media/media-kind.ts'
import { writeDragged } from '../../../core/request/dragged.ts'
import { type ListItem, referenceOfItem } from '../../../core/request/list-item.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import type { Look } from '../list/files-ports.ts'
import type { HistoryPorts } from '../list/history-ports.ts'
import { useListController } from '../list/use-list-controller.ts'
import { useUploads } from '../uploads-context.ts'
import type { RowFacts } from './row-facts.ts'
import { pictureName, storedPicture } from './stored-picture.ts'
import { words } from './words.ts'

/** Maximum characters of a type label. */
const LONGEST_TYPE = 5

const EDGE =
  'after:pointer-events-none after:absolute after:inset-0 after:rounded-[inherit] after:[box-shadow:inset_0_0_0_1px_var(--color-edge)]'

const FRAME = `relative grid shrink-0 place-items-center overflow-hidden bg-sunken text-soft forced-color-adjust-none ${EDGE}`

const SMALL =
  'size-11 rounded-thumb text-badge max-sm:peer-data-choosing:opacity-45 sm:pointer-fine:size-10'

/** A small picture that opens the preview and can be dragged to the request. */
export function Thumbnail({
  facts,
  className = SMALL,
}: {
  facts: RowFacts
  /** Classes for the size, the corners, and the text of a type label. */
  className?: string
}) {
  const { item } = facts
  const frame = `${FRAME} ${className}`
  const picture = <Picture facts={facts} />
  if (!item) return <span className={frame}>{picture}</span>
  return (
    <PreviewButton item={item} className={frame}>
      {picture}
    </PreviewButton>
  )
}

function PreviewButton({
  item,
  className,
  children,
}: {
  item: ListItem
  className: string
  children: ReactNode
}) {
  const controller = useListController()
  const { key, title } = item

  /** A chosen row takes the whole selection along. */
  function drag({ dataTransfer }: DragEvent): void {
    const items = controller.isChosen(key) ? controller.chosen() : [item]
    writeDragged(dataTransfer, items.map(referenceOfItem))
    dataTransfer.effectAllowed = 'copy'
  }

  return (
    <button
      type="button"
      draggable
      tabIndex={-1}
      aria-label={words.previewOf(title)}
      onDragStart={drag}
      onClick={() => controller.preview(key)}
      className={className}
    >
      {children}
    </button>
  )
}

function Picture({ facts }: { facts: RowFacts }) {
  const { upload, entry, kind, path } = facts
  const { look, history } = useUploads()
  return (
    <LoadedPicture
      name={upload ? nameOfUpload(upload) : `stored ${pictureName(entry)}`}
      load={(signal) => (upload ? look(upload, signal) : loadStored(history, entry, path))}
      kind={kind}
    />
  )
}

async function loadStored(
  history: HistoryPorts,
  entry: HistoryEntry | undefined,
  path: string,
): Promise<Look> {
  const url = entry && (await storedPicture(history, entry))
  const mediaType = entry?.result.mediaType ?? ''
  return url ? { kind: 'picture', url } : { kind: 'none', label: typeLabel(mediaType, path) }
}

/** The query is dropped with the row. Otherwise, thousands would be cached for minutes. */
function LoadedPicture({
  name,
  load,
  kind,
}: {
  name: string
  /** The signal aborts when the row is removed. */
  load: (signal: AbortSignal) => Promise<Look>
  kind: MediaKind
}) {
  const { data } = useQuery({
    queryKey: ['thumbnail', name],
    queryFn: ({ signal }) => load(signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  if (!data) return null
  if (data.kind === 'none') {
    return (
      <span data-tip={words.noPicture(data.label)} className="font-strong">
        {data.label.slice(0, LONGEST_TYPE)}
      </span>
    )
  }
  return (
    <>
      <img
        src={data.url}
        alt=""
        draggable={false}
        // The bars of a sound fill a square, which `object-cover` would cut in a tile.
        className={`size-full ${kind === 'audio' ? 'object-contain p-[12%]' : 'object-cover'}`}
      />
      {kind === 'video' && (
        <span className="absolute end-0.5 bottom-0.75 grid size-3.5 place-items-center rounded-full bg-mark before:ms-px before:border-y-3 before:border-y-transparent before:border-s-5 before:border-s-on-mark" />
      )}
    </>
  )
}

function nameOfUpload({ id, size, file, stage }: Upload): string {
  const hash = 'hash' in stage ? stage.hash : undefined
  return `upload ${id} ${size} ${file ? '' : hash}`
}
