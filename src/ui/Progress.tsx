/** A thin progress bar. It is indeterminate without `percent`. */
export function Progress({ label, percent }: { label: string; percent: number | undefined }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={`h-full origin-left rounded-full bg-accent ${percent === undefined ? 'w-1/3 animate-sweep motion-reduce:w-full motion-reduce:animate-none motion-reduce:opacity-40' : 'transition-transform'}`}
        style={percent === undefined ? undefined : { transform: `scaleX(${percent / 100})` }}
      />
    </div>
  )
}
