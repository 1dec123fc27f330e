import { parseJson } from '../core/text/parse-json.ts'
import type { TextStorage } from './text-storage.ts'

export const DRAFT_NAME = 'refdrop.request'

/** Whether a stored request has references or a prompt. Does not validate it. */
export function hasDraft(device: TextStorage): boolean {
  const draft = parseJson(device.get(DRAFT_NAME) ?? '')
  if (typeof draft !== 'object' || draft === null) return false
  const references = 'references' in draft && Array.isArray(draft.references) && draft.references
  return Boolean(('prompt' in draft && draft.prompt) || (references && references.length > 0))
}
