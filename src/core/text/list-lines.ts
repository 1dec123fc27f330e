/** The lines of a text without the spaces around them. Empty lines are left out. */
export function listLines(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
