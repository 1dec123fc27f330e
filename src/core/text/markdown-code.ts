import { showOnOneLine } from './visible-text.ts'

/** A code span of one line, whatever the text holds: its fence is longer than any run of backticks in it. */
export function writeCode(text: string): string {
  const line = showOnOneLine(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  // One space on either side is taken away again; without it, backticks at the ends would join.
  const isPadded = /^[` ]|[` ]$/.test(line)
  return isPadded ? `${fence} ${line} ${fence}` : fence + line + fence
}

/** A block of code, which nothing in the text can end. */
export function writeFence(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`
}

function longestRun(text: string): number {
  let longest = 0
  // As arguments of one call, the runs of a long text are too many.
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
