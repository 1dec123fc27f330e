import { useSyncExternalStore } from 'react'
import { createRequiredContext } from '../../../ui/required-context.ts'
import type { ListController } from './list-controller.ts'

export const [ListControllerContext, useListController] =
  createRequiredContext<ListController>('ListControllerContext')

/** A fact of the list. Renders again only when the fact changes, so return a plain value. */
export function useListFact<T extends string | number | boolean | undefined>(
  fact: (controller: ListController) => T,
): T {
  const controller = useListController()
  return useSyncExternalStore(controller.subscribe, () => fact(controller))
}
