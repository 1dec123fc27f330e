import { useMemo } from 'react'
import { formatDuration } from '../../core/text/format.ts'
import { words } from './words.ts'

/** Height of the drawing, and width of a bar with its gap. The drawing is stretched to fit. */
const HEIGHT = 100
const STEP = 3
const BAR = 2

/**
 * A sound as bars, with the played part in another colour. An invisible slider above it seeks by
 * click, drag or arrow keys.
 */
export function Waveform({
  peaks,
  time,
  duration,
  onSeek,
}: {
  /** Loudness of equal parts, 0 to 100. */
  peaks: readonly number[]
  /** Seconds. */
  time: number
  /** Seconds. */
  duration: number
  onSeek: (time: number) => void
}) {
  const bars = useMemo(() => drawBars(peaks), [peaks])
  const played = duration > 0 ? Math.min(1, time / duration) : 0
  return (
    <div className="relative h-32 rounded-control has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
      <svg
        viewBox={`0 0 ${peaks.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="size-full"
        aria-hidden="true"
      >
        <path d={bars} className="fill-line-strong" />
        <path
          d={bars}
          className="fill-accent"
          style={{ clipPath: `inset(0 ${(1 - played) * 100}% 0 0)` }}
        />
      </svg>
      <input
        type="range"
        aria-label={words.position}
        aria-valuetext={
          duration > 0
            ? words.timeOf(formatDuration(time, duration), formatDuration(duration))
            : undefined
        }
        min={0}
        max={duration}
        step="any"
        value={time}
        onChange={({ target }) => onSeek(target.valueAsNumber)}
        // A thumb of one pixel makes a click seek to the bar under the pointer.
        className="absolute inset-0 size-full cursor-pointer opacity-0 slider-bare"
      />
    </div>
  )
}

/** One path for all bars, centred vertically. */
function drawBars(peaks: readonly number[]): string {
  return peaks
    .map((peak, index) => {
      const height = Math.max(2, (Math.min(100, Math.max(0, peak)) / 100) * HEIGHT)
      return `M${index * STEP} ${(HEIGHT - height) / 2}h${BAR}v${height}h-${BAR}z`
    })
    .join('')
}
