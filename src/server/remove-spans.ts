interface Span {
  start: number
  end: number
}

/** Removes parts of code, which are sorted. One inside another goes with it. */
export function removeSpans(code: string, spans: readonly Span[]): string {
  let kept = ''
  let position = 0
  for (const { start, end } of spans) {
    if (start < position) continue
    kept += code.slice(position, start)
    position = end
  }
  return kept + code.slice(position)
}
