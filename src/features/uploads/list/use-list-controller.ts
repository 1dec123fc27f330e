import { createContext, use, useSyncExternalStore } from 'react'
import type { ListController } from './list-controller.ts'

/** The desk of the list that a row is in. */
export const ListControllerContext = createContext<ListController | undefined>(undefined)

export function useListController(): ListController {
  const controller = use(ListControllerContext)
  if (!controller) throw new Error('This belongs into a list of files')
  return controller
}

/** A fact of the desk; renders again only when the fact changes, so let it be a plain value. */
export function useListFact<T extends string | number | boolean | undefined>(
  fact: (controller: ListController) => T,
): T {
  const controller = useListController()
  return useSyncExternalStore(controller.subscribe, () => fact(controller))
}
