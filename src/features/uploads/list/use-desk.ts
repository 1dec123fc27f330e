import { createContext, use, useSyncExternalStore } from 'react'
import type { ListDesk } from './list-desk.ts'

/** The desk of the list that a row is in. */
export const DeskContext = createContext<ListDesk | undefined>(undefined)

export function useDesk(): ListDesk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('This belongs into a list of files')
  return desk
}

/** A fact of the desk; renders again only when the fact changes, so let it be a plain value. */
export function useDeskFact<T extends string | number | boolean | undefined>(
  fact: (desk: ListDesk) => T,
): T {
  const desk = useDesk()
  return useSyncExternalStore(desk.subscribe, () => fact(desk))
}
