import * as v from 'valibot'
import { hideKeys, redactAll } from '../core/api/key.ts'
import { MOST_REFERENCES } from '../core/request/composer.ts'
import { isEmptyDraft } from '../core/request/draft.ts'
import type { NamedDraft } from '../core/request/drafts.ts'
import { isWebLink } from '../core/text/url-link.ts'
import { readDraft, writeDraft } from './draft-store.ts'

/** Maximum characters of a draft, more than {@link MOST_REFERENCES} references with long URLs. */
const MAX_LENGTH = 1_000_000

/** The id becomes part of the name of a record. */
const IdSchema = v.object({
  id: v.pipe(
    v.string(),
    v.check((id) => /^[a-z0-9]{0,24}$/.test(id)),
  ),
})

/** Drafts as plain data for a file, without empty ones and those that an import would skip. */
export function writeDraftsForFile(drafts: readonly NamedDraft[]): object[] {
  return drafts
    .filter(({ name, draft }) => name !== '' || !isEmptyDraft(draft))
    .map((draft) => ({ id: draft.id, ...writeDraft(draft) }))
    .filter(readDraftOfFile)
}

/** Reads a draft of a foreign file. Keys in it are hidden. Returns undefined when it is not valid. */
export function readDraftOfFile(value: unknown): NamedDraft | undefined {
  const parsed = v.safeParse(IdSchema, value)
  const read = parsed.success ? readDraft(parsed.output.id, value) : undefined
  if (!read || JSON.stringify(read).length > MAX_LENGTH) return undefined
  const { references } = read.draft
  const isUsable =
    references.length <= MOST_REFERENCES && references.every((one) => isWebLink(one.url))
  return isUsable ? redactAll(read, hideKeys) : undefined
}
