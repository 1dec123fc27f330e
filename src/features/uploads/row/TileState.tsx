import type { Upload } from '../../../core/uploads/upload.ts'
import { AddButton } from './AddButton.tsx'
import type { RowFacts } from './row-facts.ts'
import { words } from './tile-words.ts'
import { useTag } from './use-tag.ts'
import { usePercent } from './use-upload.ts'

const CORNER = 'absolute top-1.5 start-1.5'

/** At the corner of a tile: its tag in the request, or its stage while it has no URL. */
export function TileState({ facts: { item, upload } }: { facts: RowFacts }) {
  if (upload && upload.stage.name !== 'uploaded') return <Stage upload={upload} />
  return item ? <Tag item={item} /> : null
}

function Tag({ item }: { item: NonNullable<RowFacts['item']> }) {
  if (useTag(item.url) === undefined) return null
  return <AddButton item={item} className={`${CORNER} min-h-6! bg-raised! px-2! text-meta`} />
}

function Stage({ upload }: { upload: Upload }) {
  const percent = usePercent(upload)
  const { stage } = upload
  const isTrouble = stage.name === 'failed' || stage.name === 'missing-file'
  return (
    <span
      className={`${CORNER} flex gap-1 rounded-chip bg-raised px-1.5 text-badge shadow-float ${isTrouble ? 'text-bad' : 'text-ink'}`}
    >
      <span>{words.stage[stage.name]}</span>
      {percent !== undefined && <span>{`${percent}%`}</span>}
    </span>
  )
}
