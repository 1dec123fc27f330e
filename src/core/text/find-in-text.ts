/** Where a piece of a text begins, and where it ends. */
export type Range = readonly [start: number, end: number]

/** Finds that are looked for: marking every letter of a long text would hold up the page. */
export const MOST_FINDS = 500

/** Where the wanted text is found, whatever its case, and at most {@link MOST_FINDS} times. */
export function findInText(text: string, wanted: string): Range[] {
  const [folded, sought] = [foldCase(text), foldCase(wanted)]
  const finds: Range[] = []
  if (sought === '') return finds
  for (let start = folded.indexOf(sought); start !== -1; ) {
    const end = start + sought.length
    const isWhole = !isInsidePair(text, start) && !isInsidePair(text, end)
    if (isWhole) finds.push([start, end])
    if (finds.length === MOST_FINDS) break
    start = folded.indexOf(sought, isWhole ? end : start + 1)
  }
  return finds
}

/** Without case, and with every character where it was: one whose other case is longer stays. */
function foldCase(text: string): string {
  const folded = text.replace(/[^\0-\x7f]/gu, foldCharacter)
  return folded.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function foldCharacter(character: string): string {
  const upper = character.toUpperCase()
  const lower = (upper.length === character.length ? upper : character).toLowerCase()
  return lower.length === character.length ? lower : character
}

/** Whether this place is between the two halves of one character. */
function isInsidePair(text: string, index: number): boolean {
  return index > 0 && (text.codePointAt(index - 1) ?? 0) > 0xffff
}
