/** A part of a text. */
export type Range = readonly [start: number, end: number]

/** Maximum number of matches. Marking every letter of a long text would block the page. */
export const MOST_FINDS = 500

/** Finds a text without regard to case, at most {@link MOST_FINDS} times. */
export function findInText(text: string, query: string): Range[] {
  const [folded, pattern] = [foldCase(text), foldCase(query)]
  const matches: Range[] = []
  if (pattern === '') return matches
  for (let start = folded.indexOf(pattern); start !== -1; ) {
    const end = start + pattern.length
    const isWhole = !isInsidePair(text, start) && !isInsidePair(text, end)
    if (isWhole) matches.push([start, end])
    if (matches.length === MOST_FINDS) break
    start = folded.indexOf(pattern, isWhole ? end : start + 1)
  }
  return matches
}

/** Removes case and keeps every index: a character whose other case is longer stays as it is. */
function foldCase(text: string): string {
  const folded = text.replace(/[^\0-\x7f]/gu, foldCharacter)
  return folded.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function foldCharacter(character: string): string {
  const upper = character.toUpperCase()
  const lower = (upper.length === character.length ? upper : character).toLowerCase()
  return lower.length === character.length ? lower : character
}

/** Whether this index is between the halves of a surrogate pair. */
function isInsidePair(text: string, index: number): boolean {
  return index > 0 && (text.codePointAt(index - 1) ?? 0) > 0xffff
}
