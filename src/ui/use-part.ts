import { useQuery } from '@tanstack/react-query'

/** A part of the page that is not in the first load. */
interface Part<T> {
  /** Undefined until it is here. */
  part: T | undefined
  /** It cannot be loaded: our own server is gone, most likely. */
  isMissing: boolean
}

/**
 * Loads a part of the page when it is first wanted. Unlike a lazy component, one that cannot
 * be loaded takes nothing else with it.
 *
 * @param load imports the part
 */
export function usePart<T>(name: string, load: () => Promise<T>, wanted = true): Part<T> {
  const { data, isError } = useQuery({
    queryKey: ['part', name],
    queryFn: load,
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  return { part: data, isMissing: isError }
}
