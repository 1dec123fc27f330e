import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import { type Exchange, subjectKey } from '../../../core/traffic/exchange.ts'
import { mergeTries } from '../../../core/traffic/merge-tries.ts'
import { useInspector } from '../inspector-context.ts'

const NONE: readonly Exchange[] = []

/**
 * Calls of a file from storage and log, newest first.
 *
 * @param asked a call to include, even when storage and log have dropped it
 */
export function useTries({ gateway, hash }: DetailsTarget, asked: Exchange | undefined) {
  const { tries, log } = useInspector()
  const {
    data = NONE,
    isPending,
    error,
  } = useQuery({
    queryKey: ['tries', subjectKey(gateway, hash)],
    queryFn: () => tries({ gateway, hash }),
    // Another tab may have sent the file since the last look.
    staleTime: 0,
    retry: false,
  })
  const lines = useSyncExternalStore(log.subscribe, log.all)
  const merged = useMemo(
    () => mergeTries({ gateway, hash }, asked ? [asked, ...data] : data, lines),
    [gateway, hash, data, lines, asked],
  )
  return { tries: merged, isPending, error }
}

/**
 * The selected try. Until a person selects one, it is the newest, and follows newer ones.
 *
 * @param tries newest first
 */
export function useShownTry(tries: readonly Exchange[]) {
  const [chosen, setChosen] = useState<string>()
  const place = tries.findIndex(({ id }) => id === chosen)
  return {
    /** Index in `tries`. */
    shown: Math.max(0, place),
    show: (next: number) => setChosen(next === 0 ? undefined : tries[next]?.id),
    /** Selects a try that stays selected, even the newest. */
    showOne: ({ id }: Exchange) => setChosen(id),
  }
}
