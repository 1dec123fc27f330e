import { parseJson } from '../core/text/parse-json.ts'
import type { TextStorage } from './text-storage.ts'

/** Name of the record of the first draft, the only one of earlier builds. Others add their id. */
export const DRAFT_NAME = 'refdrop.request'

/** Names of the records of all drafts. */
export function listDraftNames(device: TextStorage): string[] {
  return device.names().filter((name) => `${name}.`.startsWith(`${DRAFT_NAME}.`))
}

/** Whether a stored request has references or a prompt. Does not validate it. */
export function hasDraft(device: TextStorage): boolean {
  return listDraftNames(device).some((name) => isFilled(parseJson(device.get(name) ?? '')))
}

function isFilled(draft: unknown): boolean {
  if (typeof draft !== 'object' || draft === null) return false
  const references = 'references' in draft && Array.isArray(draft.references) && draft.references
  return Boolean(('prompt' in draft && draft.prompt) || (references && references.length > 0))
}
