import { createDraftId, type DraftRecords, type NamedDraft } from './drafts.ts'

/**
 * Adds drafts of another browser to the records without overwriting any. A draft whose id is taken
 * gets another id. It is skipped if a draft with the same content exists.
 *
 * @returns ids of the added drafts. Undefined, with no draft added, when they cannot all be stored
 */
export function addDrafts(
  records: DraftRecords,
  theirs: readonly NamedDraft[],
): string[] | undefined {
  const ours = records.list()
  const ids = new Set(ours.map(({ id }) => id))
  const contents = new Set(ours.map(contentOf))
  const added: string[] = []
  for (const one of theirs) {
    const isTaken = ids.has(one.id)
    if (isTaken && contents.has(contentOf(one))) continue
    const id = isTaken ? createDraftId() : one.id
    added.push(id)
    if (!records.put({ ...one, id })) {
      removeDrafts(records, added)
      return undefined
    }
    ids.add(id)
    contents.add(contentOf(one))
  }
  records.notify()
  return added
}

export function removeDrafts(records: DraftRecords, ids: readonly string[]): void {
  ids.forEach(records.remove)
  records.notify()
}

/** Equal for equal content, because records and files have the same order of fields. */
function contentOf({ name, draft }: NamedDraft): string {
  return JSON.stringify([name, draft])
}
