import type { UploadId } from '../uploads/upload.ts'

/**
 * Locks on contents, so that each is sent once. The first file to claim a content owns it and
 * the others follow. A content is a `contentKey()`: gateway, account and hash.
 */
export function createDedupeLocks() {
  const owners = new Map<string, UploadId>()
  const contents = new Map<UploadId, string>()
  const followers = new Map<string, Set<UploadId>>()

  /**
   * Releases what a file owns or follows.
   *
   * @returns the followers of what it owned, in the order of their claims
   */
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

    /** Whether the file owns this content or follows its owner. */
    isFor: (id: UploadId, content: string) => contents.get(id) === content,

    /**
     * Claims a content. Release the file's former content first.
     *
     * @returns the owner: `id` itself, or the file to wait for
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
