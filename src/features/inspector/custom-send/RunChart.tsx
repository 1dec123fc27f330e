import { X } from 'lucide-react'
import { formatMilliseconds } from '../../../core/text/format.ts'
import type { RunRow } from '../../../core/traffic/run-row.ts'
import { words } from '../words.ts'

/** The duration of each send, as bars. A cross marks failures. The table says the same in words. */
export function RunChart({ rows }: { rows: readonly RunRow[] }) {
  const longest = Math.max(1, ...rows.map(({ milliseconds = 0 }) => milliseconds))
  return (
    <div aria-hidden className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-meta text-soft">
      <div className="flex h-16 flex-col justify-between text-end leading-none">
        <span>{formatMilliseconds(longest)}</span>
        <span>0</span>
      </div>
      <div className="flex h-16 items-end gap-0.5 border-line border-y">
        {rows.map((row) => (
          <Bar key={row.number} row={row} longest={longest} />
        ))}
      </div>
      <div className="col-start-2 flex h-3 gap-0.5">
        {rows.map(({ number, error }) => (
          <span
            key={number}
            className="flex max-w-6 flex-1 justify-center overflow-hidden text-bad"
          >
            {error !== undefined && (
              <X strokeWidth={4} className="h-auto w-full max-w-3 self-start" />
            )}
          </span>
        ))}
      </div>
    </div>
  )
}

function Bar({ row, longest }: { row: RunRow; longest: number }) {
  const { number, status, milliseconds, error } = row
  const isOver = milliseconds !== undefined
  const outcome = String(status ?? words.custom.noResponse)
  return (
    // The tooltip covers the whole height, even for a short bar.
    <span
      data-tip={words.custom.bar(number, milliseconds, outcome)}
      className="flex h-full max-w-6 flex-1 items-end"
    >
      <span
        className={`min-h-0.5 w-full rounded-t-sm ${colourOf(isOver, error)}`}
        style={{ height: `${((milliseconds ?? 0) / longest) * 100}%` }}
      />
    </span>
  )
}

function colourOf(isOver: boolean, error: string | undefined): string {
  if (!isOver) return 'bg-line'
  return error === undefined ? 'bg-accent' : 'bg-bad'
}
