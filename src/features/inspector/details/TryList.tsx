import { ChevronLeft, ChevronRight } from 'lucide-react'
import { formatWhen } from '../../../core/text/dates.ts'
import { formatMilliseconds } from '../../../core/text/format.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { outcomeWords } from '../../../core/traffic/exchange-words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { words } from '../words.ts'

const text = words.details

export interface TryListProps {
  /** Newest first. */
  tries: readonly Exchange[]
  /** Index of the shown try. */
  shown: number
  onShow: (place: number) => void
}

export function TryList({ tries, shown, onShow }: TryListProps) {
  const now = Date.now()
  return (
    <div className="flex items-center gap-1">
      <select
        aria-label={text.try}
        value={shown}
        onChange={({ target }) => onShow(Number(target.value))}
        className="min-h-(--control) min-w-0 rounded-control border border-line bg-surface ps-3"
      >
        {tries.map((one, place) => (
          <option key={one.id} value={place}>
            {wordsOf(one, tries.length - place, tries.length, now)}
          </option>
        ))}
      </select>
      {tries.length > 1 && (
        <>
          <IconButton
            icon={ChevronLeft}
            label={text.older}
            idle={shown === tries.length - 1}
            onClick={() => onShow(shown + 1)}
          />
          <IconButton
            icon={ChevronRight}
            label={text.newer}
            idle={shown === 0}
            onClick={() => onShow(shown - 1)}
          />
        </>
      )}
    </div>
  )
}

/** "Try 3 of 5 · 14:05 · 502 · 1.2 s" */
function wordsOf(exchange: Exchange, place: number, count: number, now: number): string {
  const { at, purpose, timing } = exchange
  const facts = [formatWhen(at, now), outcomeWords(exchange), formatMilliseconds(timing.ended)]
  if (purpose === 'test') facts.push(text.customMark)
  return text.tryOf(place, count, facts)
}
