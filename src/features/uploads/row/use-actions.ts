import { useValue } from '../../../ui/use-value.ts'
import { actionsOf, type RowActions } from './row-actions.ts'
import { useRowDesk } from './row-desk.ts'
import type { RowFacts } from './row-facts.ts'

/** What can be done with a row. Follows the version in which its gateway is called. */
export function useActions(facts: RowFacts): RowActions {
  const desk = useRowDesk()
  useValue(desk.uploads.apiVersions[facts.gateway])
  return actionsOf(facts, desk)
}
