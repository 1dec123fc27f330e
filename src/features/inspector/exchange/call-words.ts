import { formatDay } from '../../../core/text/dates.ts'
import type { Phase, Purpose } from '../../../core/traffic/exchange.ts'

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  upload: 'To upload the file',
  test: 'A test, sent by hand',
  check: 'For a check of the gateway',
  page: 'For the page itself',
}

/** The phase in which a call failed. The words follow "It ended". */
export const BREAK_WORDS: Readonly<Record<Phase, string>> = {
  connecting: 'before every byte was out; nobody told whether it was connected',
  sending: 'while the bytes were sent',
  answering: 'while it waited for the answer',
  reading: 'while the answer was read',
}

/** Local time with milliseconds: "3 Mar 2025, 14:05:09.123". */
export function formatMoment(at: number): string {
  const date = new Date(at)
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()]
  const clock = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':')
  return `${formatDay(at)}, ${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
