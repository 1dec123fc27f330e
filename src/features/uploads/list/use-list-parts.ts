import { loadView } from '../../../http/styles.ts'
import { usePart } from '../../../ui/use-part.ts'

const load = async () => (await loadView(() => import('./list-parts.ts'))).listParts

/** @returns undefined until it is wanted and loaded */
export function useListParts(isWanted: boolean) {
  return usePart('list-parts', load, isWanted).part
}
