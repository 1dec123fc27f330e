import { loadView } from '../../http/styles.ts'
import { usePart } from '../../ui/use-part.ts'

export const loadRequestParts = async () =>
  (await loadView(() => import('./request-parts.ts'))).requestParts

/** @returns undefined until it is wanted and loaded */
export function useRequestParts(isWanted: boolean) {
  return usePart('request-parts', loadRequestParts, isWanted).part
}
