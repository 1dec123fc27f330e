import type { CustomSendOptions } from './custom-send-options.ts'
import { words } from './difference-words.ts'

/** Describes each difference from an ordinary upload. Empty when there is no difference. */
export function describeOptions(options: CustomSendOptions): string[] {
  const { hash, contentType, fileName, breakAfter, bytesPerSecond, repeat, parallel } = options
  const found: (string | false)[] = [
    hash === 'none' && words.noHash,
    hash === 'wrong' && words.wrongHash,
    hash === 'malformed' && words.malformedHash,
    hash === 'bare' && words.bareHash,
    contentType === 'octet-stream' && words.octetStream,
    contentType === 'media-type' && words.mediaType,
    contentType === 'wrong' && words.wrongType,
    contentType === 'none' && words.noType,
    fileName === 'none' && words.noName,
    fileName === 'odd' && words.oddName,
    breakAfter !== null && words.breakAfter(breakAfter),
    bytesPerSecond !== null && words.rate(bytesPerSecond),
    repeat > 1 && words.repeats(repeat, parallel),
  ]
  return found.filter((word) => word !== false)
}
