import { contentKey } from '../core/api/content.ts'
import { isContentHash } from '../core/api/contract.ts'
import { GATEWAYS } from '../core/api/gateways.ts'
import { asProblem } from '../core/api/problem.ts'
import { ASK, REMOVE } from '../core/api/v2/files-v2.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import type { AccountFilesServices } from './listed-files.ts'
import { words } from './listed-words.ts'
import { isRefusal, pacedCall } from './paced-call.ts'

/**
 * Deletes a file at the gateway, then here. A file that the gateway no longer has is only removed
 * here.
 *
 * @throws {ProblemError} before anything is removed here
 */
export async function deleteFile(
  services: AccountFilesServices,
  entry: HistoryEntry,
): Promise<void> {
  const { gateway, hash, result } = entry
  let wasThere = await remove(result.fileId)
  // An upload of version 1 may have an id that version 2 does not know.
  if (!wasThere && isContentHash(hash)) {
    const found = await pacedCall(services, entry, ASK, hash)
    wasThere = found?.id !== undefined && (await remove(found.id))
  }
  const { store, queue, notices } = services
  const uploads = [...store.all()].filter(
    ({ stage }) => stage.name === 'uploaded' && stage.result.url === result.url,
  )
  queue.remove(uploads.map(({ id }) => id))
  await services.forgetEntries([contentKey(entry)])
  const { label } = GATEWAYS[gateway]
  notices.news.set({ sentence: wasThere ? words.deleted(label) : words.goneBefore(label) })

  /** @returns false when the gateway has no such file */
  async function remove(id: string): Promise<boolean> {
    try {
      await pacedCall(services, entry, REMOVE, id)
      return true
    } catch (caught) {
      if (isRefusal(asProblem(caught), 404)) return false
      throw caught
    }
  }
}
