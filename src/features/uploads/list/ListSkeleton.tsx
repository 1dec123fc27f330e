/** Widths of the names, in percent. */
const WIDTHS = [46, 58, 37, 52, 41, 62, 34, 49, 55, 39]

const BAR = 'block animate-pulse rounded-chip bg-sunken'

/**
 * The list before its files are known, with its heights, so that nothing moves later.
 *
 * @param label says that the files are being loaded
 */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {WIDTHS.map((width) => (
        <div
          key={width}
          className="flex min-h-(--row) items-center gap-3 border-line border-b px-3 sm:pe-3 sm:ps-12"
        >
          <span className={`${BAR} size-11 shrink-0 sm:pointer-fine:size-10`} />
          <span className="grid flex-1 gap-2">
            <span className={`${BAR} h-2.5`} style={{ width: `${width}%` }} />
            <span className={`${BAR} h-2`} style={{ width: `${width * 0.6}%` }} />
          </span>
          <span className={`${BAR} h-7 w-24 max-sm:hidden`} />
        </div>
      ))}
    </div>
  )
}

/** The whole pane before its code is loaded: toolbar, batch bar and rows. */
export function PaneSkeleton({ label }: { label: string }) {
  return (
    <div className="min-h-0 flex-1 overflow-hidden border-line bg-surface lg:me-(--request) lg:border-e">
      <div className="flex min-h-(--toolbar) items-center px-3 sm:px-(--pad)">
        <span className={`${BAR} h-8 w-full sm:w-105`} />
      </div>
      <div className="flex min-h-(--batch) items-center border-line border-b px-(--pad)">
        <span className={`${BAR} h-2.5 w-45`} />
      </div>
      <ListSkeleton label={label} />
    </div>
  )
}
