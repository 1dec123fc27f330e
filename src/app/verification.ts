import { invalidate } from '../core/session/session.ts'
import type { UploadId } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { HashPool } from '../hashing/hash-pool.ts'
import { loadPart } from '../http/parts.ts'
import type { Preferences } from '../storage/preferences.ts'

/**
 * Fetches uploaded files back and compares them, one at a time. With the preference on, it verifies
 * every new upload. A file that then cannot be fetched stays as it is.
 *
 * @returns verifies one file. It rejects with a ProblemError when the file cannot be fetched
 */
export function createVerification(store: UploadsStore, pool: HashPool, preferences: Preferences) {
  let turn: Promise<unknown> = Promise.resolve()

  async function verifyNow(id: UploadId): Promise<void> {
    const stage = store.get(id)?.stage
    if (stage?.name !== 'uploaded') return
    const { compareWithUrl } = await loadPart(() => import('./compare-with-url.ts'))
    const problem = await compareWithUrl(stage.result, pool)
    const now = store.get(id)?.stage
    // The file was sent again meanwhile and may have another URL.
    if (now?.name !== 'uploaded' || now.result !== stage.result) return
    if (problem) invalidate(store, stage.result.url, problem)
    else store.dispatch(id, { type: 'fetched-back', at: Date.now() })
  }

  function verify(id: UploadId): Promise<void> {
    const mine = turn.then(() => verifyNow(id))
    turn = mine.catch(() => {})
    return mine
  }

  store.subscribeChanges((after, before) => {
    const isNew = after?.stage.name === 'uploaded' && before && before.stage.name !== 'uploaded'
    if (isNew && preferences.verifies.get()) verify(after.id).catch(() => {})
  })

  return verify
}
