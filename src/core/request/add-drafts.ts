import { createDraftId, type DraftRecords, type NamedDraft } from './drafts.ts'

/**
 * Adds drafts of another browser to the records and overwrites none. One whose id is taken is
 * skipped when a draft has its content, and is added under another id otherwise.
 *
 * @returns ids of the added drafts. Undefined when they cannot all be stored. Then none is added.
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

/** The same text for the same content: records and files have one order of fields. */
function contentOf({ name, draft }: NamedDraft): string {
  return JSON.stringify([name, draft])
}
