import { AudioLines, Film, Image } from 'lucide-react'

const SIGNS = { image: Image, video: Film, audio: AudioLines } as const

/** Characters that fit. */
const LONGEST = 5

/** Stands for a file that has no thumbnail: the sign of its kind over its extension. */
export function KindSign({
  kind,
  extension = '',
}: {
  kind: keyof typeof SIGNS
  /** Without its dot, in any case. */
  extension?: string
}) {
  const Sign = SIGNS[kind]
  return (
    <span className="inline-flex size-12 shrink-0 flex-col items-center justify-center gap-0.5 overflow-hidden rounded-lg bg-sunken text-soft">
      <Sign size={20} aria-hidden />
      {extension && (
        <span className="font-medium text-[0.625rem] uppercase leading-none">
          {extension.slice(0, LONGEST)}
        </span>
      )}
    </span>
  )
}
