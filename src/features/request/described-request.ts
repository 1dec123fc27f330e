import { type Draft, isEmptyDraft, requestOf } from '../../core/request/draft.ts'
import type { ApiTarget } from '../../core/request/generation.ts'
import { findSnippet } from '../../core/request/snippets/all-snippets.ts'
import { words } from './tray-words.ts'

export type DescribedRequest = ReturnType<typeof describeRequest>

/** Everything that follows from a draft. */
export function describeRequest(draft: Draft, target: ApiTarget) {
  const request = requestOf(draft, target)
  const format = findSnippet(draft.format)
  /** Why it cannot be copied. */
  const lack = isEmptyDraft(draft) ? words.nothingToCopy : format.lack(request)
  return { request, format, lack }
}

/** The request as code, or an empty text while something is missing. */
export function writeRequest({ format, request, lack }: DescribedRequest): string {
  return lack === undefined ? format.write(request) : ''
}
