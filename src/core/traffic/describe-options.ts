import type { CustomSendOptions } from './custom-send-options.ts'
import { words } from './difference-words.ts'

/** Describes each difference from an ordinary upload. Empty when there is no difference. */
export function describeOptions(options: CustomSendOptions): string[] {
  const { hash, contentType, breakAfter, bytesPerSecond, repeat, parallel } = options
  const found: (string | false)[] = [
    hash === 'none' && words.noHash,
    hash === 'wrong' && words.wrongHash,
    hash === 'malformed' && words.malformedHash,
    contentType === 'media-type' && words.contentType,
    breakAfter !== null && words.breakAfter(breakAfter),
    bytesPerSecond !== null && words.rate(bytesPerSecond),
    repeat > 1 && words.repeats(repeat, parallel),
  ]
  return found.filter((word) => word !== false)
}
