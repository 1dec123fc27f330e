import { nameOf } from '../../../core/history/history.ts'
import { formatTime } from '../../../core/text/dates.ts'
import {
  formatBytes,
  formatDuration,
  formatPixels,
  knownDuration,
} from '../../../core/text/format.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { useUploads } from '../uploads-context.ts'
import { Fact } from './Fact.tsx'
import { useRowController } from './row-controller.ts'
import type { RowFacts } from './row-facts.ts'
import { twinOf } from './twin.ts'
import { words } from './words.ts'

/** "1.4 MB · 3000 × 2000 · 0:08 · 18:42", as far as the browser could tell. */
export function FactLine({ facts }: { facts: RowFacts }) {
  const { entry, size, upload, path } = facts
  const { width, height } = entry?.media ?? {}
  const duration = entry?.media && knownDuration(entry.media)
  return (
    <>
      {entry?.label && <Fact>{nameOf(path)}</Fact>}
      {upload && <SameContent upload={upload} />}
      {entry?.generated && <Fact>{words.generated}</Fact>}
      {size > 0 && <Fact>{formatBytes(size)}</Fact>}
      {width !== undefined && height !== undefined && <Fact>{formatPixels(width, height)}</Fact>}
      {duration !== undefined && <Fact>{formatDuration(duration)}</Fact>}
      {entry && (
        <Fact className="max-sm:hidden">
          <time dateTime={new Date(entry.at).toISOString()}>{formatTime(entry.at)}</time>
        </Fact>
      )}
    </>
  )
}

/** "same as aurora-wide.jpg": goes to that file when it is in the list. */
function SameContent({ upload }: { upload: Upload }) {
  const rowController = useRowController()
  const twin = twinOf(upload, useUploads().store)
  const { stage, path } = upload
  if (stage.name !== 'uploaded' || stage.first === undefined) return null
  const text = stage.first === path ? words.sameAsEarlier : words.sameAs(nameOf(stage.first))
  return (
    <Fact>
      {twin === undefined ? (
        text
      ) : (
        <button
          type="button"
          tabIndex={-1}
          onClick={() => rowController.showTwin(twin)}
          className="rounded-sm underline decoration-faint underline-offset-3 hover:text-ink"
        >
          {text}
        </button>
      )}
    </Fact>
  )
}
