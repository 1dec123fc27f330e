import { useValue } from '../../../ui/use-value.ts'
import { actionsOf, type RowActions } from './row-actions.ts'
import { useRowController } from './row-controller.ts'
import type { RowFacts } from './row-facts.ts'

/** The actions of a row. Follows the API version of its gateway. */
export function useActions(facts: RowFacts): RowActions {
  const rowController = useRowController()
  useValue(rowController.uploads.apiVersions[facts.gateway])
  return actionsOf(facts, rowController)
}
