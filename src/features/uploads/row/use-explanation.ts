import type { Explanation } from '../../../core/api/explain.ts'
import type { Problem } from '../../../core/api/problem.ts'
import { loadExplain } from '../../../http/parts.ts'
import { usePart } from '../../../ui/use-part.ts'

/** @returns undefined while the words for problems load */
export function useExplanation(problem: Problem): Explanation | undefined {
  return usePart('explain', loadExplain).part?.(problem)
}
