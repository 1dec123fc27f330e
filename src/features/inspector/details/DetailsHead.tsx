import type { ReactNode } from 'react'
import { nameOf } from '../../../core/history/history.ts'
import {
  formatBytes,
  formatDuration,
  formatPixels,
  knownDuration,
} from '../../../core/text/format.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { MiddleText } from '../../../ui/MiddleText.tsx'
import type { DetailsFile } from '../inspector-context.ts'
import { words } from '../words.ts'

interface DetailsHeadProps {
  path: string
  /** Undefined when this browser does not know the file. */
  file: DetailsFile | undefined
  thumbnail: ReactNode
}

/** The head of the details: how the file looks, its name, and its URL to copy. */
export function DetailsHead({ path, file, thumbnail }: DetailsHeadProps) {
  const listed = file?.listed
  return (
    <>
      {thumbnail && (
        <span className="size-10 shrink-0 overflow-hidden rounded-thumb [&>*]:size-full!">
          {thumbnail}
        </span>
      )}
      <div className="min-w-0 flex-1">
        <h2 className="flex min-w-0 font-strong text-title">
          <MiddleText text={listed?.title ?? nameOf(path)} />
        </h2>
        {file && <p className="truncate text-meta text-soft">{factsOf(file)}</p>}
      </div>
      {listed && <CopyButton label={words.details.copyUrl} text={() => listed.url} />}
    </>
  )
}

/** "17.2 MB · 1920 × 1080 · 0:08" */
function factsOf({ size, listed }: DetailsFile): string {
  const media = listed?.entry?.media
  const duration = media && knownDuration(media)
  return [
    formatBytes(size),
    media?.width && media.height ? formatPixels(media.width, media.height) : undefined,
    duration === undefined ? undefined : formatDuration(duration),
  ]
    .filter((fact) => fact !== undefined)
    .join(' · ')
}
