import { showOnOneLine } from './visible-text.ts'

/** Writes a code span on one line. Its fence is longer than any run of backticks in the text. */
export function writeCode(text: string): string {
  const line = showOnOneLine(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  // Markdown removes one space on either side. Without it, backticks at the ends would join the fence.
  const isPadded = /^[` ]|[` ]$/.test(line)
  return isPadded ? `${fence} ${line} ${fence}` : fence + line + fence
}

/** Writes a fenced code block. Its fence is longer than any run of backticks in the text. */
export function writeFence(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`
}

function longestRun(text: string): number {
  let longest = 0
  // A long text has too many runs for the arguments of one `Math.max`.
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
