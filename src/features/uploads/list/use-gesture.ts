import { useMutation } from '@tanstack/react-query'
import { asProblem } from '../../../core/api/problem.ts'
import { loadExplain } from '../../../http/parts.ts'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { usePart } from '../../../ui/use-part.ts'

/** Something that a person asked for and that may fail. */
export interface Gesture<T> {
  start: (input: T) => void
  isPending: boolean
  /** Why it failed, once it has. The page announces it to screen readers. */
  sentence: string | undefined
}

export function useGesture<T = void>(act: (input: T) => Promise<void>): Gesture<T> {
  const { assertively } = useAnnounce()
  const gesture = useMutation({
    mutationFn: act,
    async onError(error) {
      const explain = await loadExplain()
      assertively(explain(asProblem(error)).sentence)
    },
  })
  const { part: explain } = usePart('explain', loadExplain, gesture.isError)
  return {
    start: (input) => gesture.mutate(input),
    isPending: gesture.isPending,
    sentence: gesture.error ? explain?.(asProblem(gesture.error)).sentence : undefined,
  }
}
