import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { formatWhen } from '../../../core/text/dates.ts'
import { formatMilliseconds } from '../../../core/text/format.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { outcomeWords } from '../../../core/traffic/exchange-words.ts'
import { Button } from '../../../ui/Button.tsx'

interface TryListProps {
  /** Newest first. */
  tries: readonly Exchange[]
  /** Index of the shown try. */
  shown: number
  onShow: (place: number) => void
}

export function TryList({ tries, shown, onShow }: TryListProps) {
  const id = useId()
  const now = Date.now()
  return (
    <div className="flex items-center gap-1">
      <label htmlFor={id} className="sr-only">
        Try
      </label>
      <select
        id={id}
        value={shown}
        onChange={({ target }) => onShow(Number(target.value))}
        className="min-h-8 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface pointer-coarse:min-h-11 px-2 text-sm tabular-nums max-sm:text-xs sm:max-w-md"
      >
        {tries.map((one, place) => (
          <option key={one.id} value={place}>
            {wordsOf(one, tries.length - place, tries.length, now)}
          </option>
        ))}
      </select>
      <Button
        tight
        aria-label="Older try"
        idle={shown === tries.length - 1}
        onClick={() => onShow(shown + 1)}
      >
        <ChevronLeft size={15} aria-hidden />
      </Button>
      <Button tight aria-label="Newer try" idle={shown === 0} onClick={() => onShow(shown - 1)}>
        <ChevronRight size={15} aria-hidden />
      </Button>
    </div>
  )
}

/** "Try 3 of 5 · 14:05 · 502 · 1.2 s" */
function wordsOf(exchange: Exchange, number: number, count: number, now: number): string {
  const { at, purpose, timing } = exchange
  const facts = [formatWhen(at, now), outcomeWords(exchange), formatMilliseconds(timing.ended)]
  if (purpose === 'test') facts.push('test')
  return [`Try ${number} of ${count}`, ...facts].join(' · ')
}
