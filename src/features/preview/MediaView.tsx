import type { MediaFacts } from '../../core/history/history.ts'
import { typeLabel } from '../../core/media/media-kind.ts'
import { isWebLink } from '../../core/text/url-link.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Player } from './Player.tsx'
import type { PreviewedFile } from './previewed-file.ts'
import { SoundPlayer } from './SoundPlayer.tsx'
import { useShownSource } from './use-shown-source.ts'
import { words } from './words.ts'

/** Shows a file, or why the browser cannot. The height is the same for all, so nothing moves. */
export function MediaView({
  shown,
  media,
  onFacts,
}: {
  shown: PreviewedFile
  media: MediaFacts
  onFacts: (media: MediaFacts) => void
}) {
  const { kind, title, mediaType, url, file } = shown
  const { source, hasFailed, skip } = useShownSource(file, mediaType, url)
  const player = source !== undefined && { source, onFacts, onError: () => skip(source) }

  /** Skips videos whose frames cannot be decoded. Browsers play their sound in an empty box. */
  function noteVideo(facts: MediaFacts): void {
    if (facts.width === undefined && source !== undefined) skip(source)
    else onFacts(facts)
  }

  return (
    <div className="flex h-[min(62dvh,40rem)] items-center justify-center overflow-hidden bg-stage max-sm:h-[min(62dvh,100vw)]">
      {hasFailed && <NoView shown={shown} />}
      {player && kind === 'image' && (
        <img
          src={player.source}
          alt={title}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            onFacts({ width, height })
          }
          onError={player.onError}
          // A checkerboard shows through transparent parts.
          className="max-h-full max-w-full bg-[repeating-conic-gradient(var(--color-line)_0_25%,var(--color-surface)_0_50%)] bg-size-[16px_16px] object-contain"
        />
      )}
      {player && kind === 'video' && (
        <Player {...player} kind="video" label={title} controls onFacts={noteVideo} />
      )}
      {player &&
        kind === 'audio' &&
        (media.peaks ? (
          <SoundPlayer {...player} media={media} peaks={media.peaks} />
        ) : (
          <Player {...player} kind="audio" label={title} controls />
        ))}
    </div>
  )
}

function NoView({ shown }: { shown: PreviewedFile }) {
  const { kind, mediaType, url, title, file } = shown
  const needsNetwork = !file && !navigator.onLine
  return (
    <div className="grid justify-items-center gap-1.5 px-14 py-6 text-center">
      <span className="mb-3 grid size-16 place-items-center rounded-region bg-raised font-strong text-soft shadow-float forced-colors:border">
        {typeLabel(mediaType, title)}
      </span>
      <p className="font-strong">{needsNetwork ? words.offline : words.cannotShow[kind]}</p>
      {!needsNetwork && isWebLink(url) && (
        <>
          <p className="text-soft">{file ? words.unchanged : words.unknownCause}</p>
          <LinkButton href={url} label={words.openUrl} className="mt-3 bg-surface" />
        </>
      )}
    </div>
  )
}
