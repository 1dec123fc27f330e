const CARD =
  'relative grid h-17.5 w-23 place-items-center overflow-hidden rounded-[10px] bg-raised [box-shadow:0_0_0_3px_var(--color-panel),0_6px_18px_var(--color-scrim)] -mx-1.5'

/** The wave of a voice: bars of 3 by up to 38 pixels. */
const WAVE = [16, 10, 8, 38, 24, 26, 16, 10, 32, 18, 34, 24, 10]
  .map((height, place) => `M${place * 5 + 2} ${20 - height / 2}v${height}`)
  .join('')

/** A picture, a clip and a voice, drawn in the colours of the theme. */
export function MediaFan() {
  return (
    <div aria-hidden className="flex h-23 items-center">
      <span className={`${CARD} [translate:0_4px] -rotate-7 fan-cool`}>
        <svg aria-hidden="true" viewBox="0 0 92 70" className="absolute inset-0 fill-scrim">
          <circle cx="50" cy="29" r="13" />
          <path d="M24 70c1-17 11-24 26-24s25 7 26 24Z" />
        </svg>
      </span>
      <span className={`${CARD} z-1 [translate:0_-6px] [scale:1.1] fan-warm`}>
        <svg aria-hidden="true" viewBox="0 0 92 70" className="absolute inset-0 fill-code-keyword">
          <circle cx="57" cy="39" r="8" className="fill-on-accent" opacity="0.9" />
          <path opacity="0.5" d="M0 44 14 37l13 6 15-9 17 9 14-6 19 6v27H0Z" />
          <path opacity="0.8" d="m0 53 17-7 14 6 18-9 16 10 13-5 14 5v17H0Z" />
          <path d="m0 62 20-8 18 7 16-8 19 8 19-6v15H0Z" />
          <path className="fill-scrim" d="m0 62 20-8 18 7 16-8 19 8 19-6v15H0Z" />
        </svg>
        <span className="absolute end-1.5 bottom-1.5 grid size-4.5 place-items-center rounded-full bg-scrim">
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5 fill-on-accent">
            <path d="M3 1v8l6-4Z" />
          </svg>
        </span>
      </span>
      <span className={`${CARD} [translate:0_4px] rotate-7`}>
        <svg
          aria-hidden="true"
          viewBox="0 0 64 40"
          className="h-10 w-16 fill-none stroke-3 stroke-accent"
        >
          <path strokeLinecap="round" d={WAVE} />
        </svg>
      </span>
    </div>
  )
}
