import { AudioLines, Film, Image } from 'lucide-react'

const SIGNS = { image: Image, video: Film, audio: AudioLines } as const

/** Maximum number of characters of the extension. */
const MAX_LENGTH = 5

/** Replaces a missing thumbnail: an icon of the media kind over the extension. */
export function KindSign({
  kind,
  extension = '',
}: {
  kind: keyof typeof SIGNS
  /** Without a dot, in any letter case. */
  extension?: string
}) {
  const Sign = SIGNS[kind]
  return (
    <span className="inline-flex size-12 shrink-0 flex-col items-center justify-center gap-0.5 overflow-hidden rounded-thumb bg-sunken text-soft">
      <Sign size={20} aria-hidden />
      {extension && (
        <span className="font-medium text-[0.625rem] uppercase leading-none">
          {extension.slice(0, MAX_LENGTH)}
        </span>
      )}
    </span>
  )
}
