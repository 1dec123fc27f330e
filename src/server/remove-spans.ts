interface Span {
  start: number
  end: number
}

/** Removes sorted spans of code. A span inside another one is removed with it. */
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
