import type { UploadId } from '../uploads/upload.ts'

/**
 * Who sends which content: the first that asks, and nobody else before that one has come to
 * its end. Contents are told apart by gateway, account and hash, never by name, size or date.
 */
export function createDedupeLocks() {
  const owners = new Map<string, UploadId>()
  const contents = new Map<UploadId, string>()
  const followers = new Map<string, Set<UploadId>>()

  /** Ends what a file claims or waits for. @returns who waited for it, in the order they came */
  function release(id: UploadId): UploadId[] {
    const content = contents.get(id)
    if (content === undefined) return []
    contents.delete(id)
    followers.get(content)?.delete(id)
    if (owners.get(content) !== id) return []
    const waited = [...(followers.get(content) ?? [])]
    owners.delete(content)
    followers.delete(content)
    for (const follower of waited) contents.delete(follower)
    return waited
  }

  return {
    release,

    /** Whether the file claims this content, or waits for it. */
    isFor: (id: UploadId, content: string) => contents.get(id) === content,

    /**
     * A file claims one content at a time: release it from another one before.
     *
     * @returns whose turn it is with this content: `id` itself, or the one that it has to wait for
     */
    claim(content: string, id: UploadId): UploadId {
      contents.set(id, content)
      const owner = owners.get(content)
      if (owner === undefined || owner === id) {
        owners.set(content, id)
        return id
      }
      followers.set(content, (followers.get(content) ?? new Set()).add(id))
      return owner
    },
  }
}
