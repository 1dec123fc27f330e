import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import { type Exchange, subjectKey } from '../../../core/traffic/exchange.ts'
import { mergeTries } from '../../../core/traffic/merge-tries.ts'
import { useInspector } from '../inspector-context.ts'

const NONE: readonly Exchange[] = []

/**
 * Every call of a file, newest first, those that are kept and those of now.
 *
 * @param asked for by a person: it is among them, even if neither log nor storage has it any more
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
    // Others may have sent the file since it was looked at.
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
 * Which of the tries is shown: the newest, also once there is a newer one, until a person chooses
 * another. That one then stays.
 *
 * @param tries newest first
 */
export function useShownTry(tries: readonly Exchange[]) {
  const [chosen, setChosen] = useState<string>()
  const place = tries.findIndex(({ id }) => id === chosen)
  return {
    /** Its place in them. */
    shown: Math.max(0, place),
    show: (next: number) => setChosen(next === 0 ? undefined : tries[next]?.id),
    /** That one stays, also if it is the newest. */
    showOne: ({ id }: Exchange) => setChosen(id),
  }
}
