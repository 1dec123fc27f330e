import { useMutation } from '@tanstack/react-query'
import { explain } from '../../../core/api/explain.ts'
import { asProblem } from '../../../core/api/problem.ts'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'

/** Something that a person asked for and that may fail. */
export interface Gesture<T> {
  start: (input: T) => void
  isPending: boolean
  /** Why it failed, once it has; screen readers are told by themselves. */
  sentence: string | undefined
}

export function useGesture<T = void>(act: (input: T) => Promise<void>): Gesture<T> {
  const { assertively } = useAnnounce()
  const gesture = useMutation({
    mutationFn: act,
    onError: (error) => assertively(explain(asProblem(error)).sentence),
  })
  return {
    start: (input) => gesture.mutate(input),
    isPending: gesture.isPending,
    sentence: gesture.error ? explain(asProblem(gesture.error)).sentence : undefined,
  }
}
