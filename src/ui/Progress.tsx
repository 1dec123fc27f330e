const TONES = { accent: 'bg-accent', faint: 'bg-faint' } as const

/** A thin progress bar. It is indeterminate without `percent`. */
export function Progress({
  label,
  percent,
  tone = 'accent',
  className = 'h-1 rounded-full bg-sunken',
}: {
  label: string
  percent: number | undefined
  tone?: keyof typeof TONES
  /** Classes for position, height and background. */
  className?: string
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={`overflow-hidden ${className}`}
    >
      <div
        className={`h-full origin-left rtl:origin-right forced-color-adjust-none forced-colors:bg-[Highlight] ${TONES[tone]} ${percent === undefined ? 'w-[30%] animate-sweep motion-reduce:w-full motion-reduce:opacity-50' : ''}`}
        style={percent === undefined ? undefined : { transform: `scaleX(${percent / 100})` }}
      />
    </div>
  )
}
