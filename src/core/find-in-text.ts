/** Where a piece of a text begins, and where it ends. */
export type Range = readonly [start: number, end: number]

/** Finds that are looked for: marking every letter of a long text would hold up the page. */
export const MOST_FINDS = 500

/** Where the wanted text is found, whatever its case, and at most {@link MOST_FINDS} times. */
export function findInText(text: string, wanted: string): Range[] {
  if (wanted === '') return []
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
  const finds: Range[] = []
  for (const { index, 0: found } of text.matchAll(pattern)) {
    finds.push([index, index + found.length])
    if (finds.length === MOST_FINDS) break
  }
  return finds
}
