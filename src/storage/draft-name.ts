import { parseJson } from '../core/text/parse-json.ts'
import type { TextStorage } from './text-storage.ts'

export const DRAFT_NAME = 'refdrop.request'

/** Whether there is a request with references or a prompt, as far as a look can tell. */
export function hasDraft(device: TextStorage): boolean {
  const draft = parseJson(device.get(DRAFT_NAME) ?? '')
  if (typeof draft !== 'object' || draft === null) return false
  const references = 'references' in draft && Array.isArray(draft.references) && draft.references
  return Boolean(('prompt' in draft && draft.prompt) || (references && references.length > 0))
}
