import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'

/**
 * Loads a part of the page when it is first wanted. Unlike a lazy component, a part that fails to
 * load breaks no other component.
 *
 * @param load imports the part and retries until it succeeds
 * @returns the part, undefined until it is loaded
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

/** How primitives load their lazy parts. The page provides a loader that retries. */
export const LoadPartContext = createContext(<T>(load: () => Promise<T>): Promise<T> => load())

/** Loads a part of a primitive. */
export function useOwnPart<T>(
  name: string,
  load: () => Promise<T>,
  wanted: boolean,
): T | undefined {
  const loadPart = useContext(LoadPartContext)
  return usePart(name, () => loadPart(load), wanted).part
}
