import { LOCALE } from './locale.ts'

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE).format(items)
}
