import { useMemo } from 'react'
import type { Token } from './highlight.ts'
import { usePart } from './use-part.ts'

/** Number of characters above which code has no colours, because highlighting would block typing. */
const MAX_COLOURED = 60_000

const loadHighlight = async () => (await import('./highlight.ts')).highlight

/** Colours code. Undefined until `highlight` is loaded, for long code and unknown languages. */
export function useTokens(code: string, language: string): readonly Token[] | undefined {
  const { part: highlight } = usePart('highlight', loadHighlight)
  return useMemo(
    () => (code.length > MAX_COLOURED ? undefined : highlight?.(code, language)),
    [code, language, highlight],
  )
}
