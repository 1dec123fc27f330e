import { formatShortDay } from '../../../core/text/dates.ts'
import { type Section, startOfDay } from './arrange-rows.ts'
import { words } from './words.ts'

/** A batch older than this is no longer "just now", in milliseconds. */
const JUST_NOW = 60 * 60_000

/** "Just now", "Today", "Yesterday" or "12 Nov". @param now milliseconds since 1970 */
export function sectionTitle({ kind, at }: Section, now: number): string {
  if (kind === 'all') return words.allFiles
  if (kind === 'batch' && now - at < JUST_NOW) return words.justNow
  const today = startOfDay(now)
  if (at >= today) return words.today
  // Days are not always 24 hours long.
  if (at >= startOfDay(today - 1)) return words.yesterday
  return formatShortDay(at, now)
}
