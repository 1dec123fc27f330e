import type { Ref } from 'react'
import type { MediaFacts } from '../../core/history/history.ts'
import { knownDuration } from '../../core/text/format.ts'

/** The browser's player for video or audio. It never starts by itself. */
export function Player({
  kind: Tag,
  source,
  controls = false,
  label,
  onFacts,
  onError,
  onPlaying,
  onTime,
  ref,
}: {
  kind: 'video' | 'audio'
  source: string
  controls?: boolean
  label?: string
  /** Called when the file's metadata is loaded. */
  onFacts: (media: MediaFacts) => void
  onError: () => void
  onPlaying?: (playing: boolean) => void
  /** @param time seconds */
  onTime?: (time: number) => void
  ref?: Ref<HTMLMediaElement>
}) {
  return (
    <Tag
      ref={ref as Ref<HTMLVideoElement & HTMLAudioElement>}
      src={source}
      controls={controls}
      aria-label={label}
      preload="metadata"
      playsInline
      onLoadedMetadata={({ currentTarget }) => onFacts(factsOf(currentTarget))}
      onError={onError}
      onPlay={() => onPlaying?.(true)}
      onPause={() => onPlaying?.(false)}
      onTimeUpdate={({ currentTarget }) => onTime?.(currentTarget.currentTime)}
      className={Tag === 'video' ? 'size-full object-contain' : 'w-full max-w-170 px-16'}
    />
  )
}

function factsOf(element: HTMLMediaElement): MediaFacts {
  const duration = knownDuration(element)
  const isFilm = element instanceof HTMLVideoElement && element.videoWidth > 0
  return { duration, ...(isFilm && { width: element.videoWidth, height: element.videoHeight }) }
}
