import { useQuery } from '@tanstack/react-query'

/**
 * Loads a part of the page when it is first wanted. Unlike a lazy component, one that cannot
 * be loaded takes nothing else with it.
 *
 * @param load imports the part, and tries for as long as it takes
 * @returns the part; undefined until it is here
 */
export function usePart<T>(
  name: string,
  load: () => Promise<T>,
  wanted = true,
): { part: T | undefined } {
  const { data } = useQuery({
    queryKey: ['part', name],
    queryFn: load,
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return { part: data }
}
