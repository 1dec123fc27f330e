import type { MediaFacts } from '../../core/history/history.ts'
import { extensionOf } from '../../core/media/media-kind.ts'
import { isWebLink } from '../../core/text/url-link.ts'
import { KindSign } from '../../ui/KindSign.tsx'
import { Player } from './Player.tsx'
import type { PreviewedFile } from './previewed-file.ts'
import { SoundPlayer } from './SoundPlayer.tsx'
import { useShownSource } from './use-shown-source.ts'

/** Shows a file, or a message when the browser cannot show it. All files get the same height. */
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
  return (
    <div className="flex h-[min(65dvh,100vw)] items-center justify-center overflow-hidden rounded-xl bg-sunken">
      {hasFailed && <Unsupported kind={kind} url={url} />}
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
      {player && kind === 'video' && <Player {...player} kind="video" label={title} controls />}
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

function Unsupported({ kind, url }: Pick<PreviewedFile, 'kind' | 'url'>) {
  return (
    <div className="m-4 flex items-center gap-4 rounded-lg bg-surface p-4 text-sm">
      <KindSign kind={kind} extension={extensionOf(url)} />
      <p>
        <span>This browser cannot show this file. </span>
        {isWebLink(url) && (
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent underline underline-offset-2"
          >
            Open its URL in a new tab
          </a>
        )}
      </p>
    </div>
  )
}
