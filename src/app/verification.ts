import type { HistoryEntry } from '../core/history/history.ts'
import type { UploadId } from '../core/uploads/upload.ts'
import { loadPart } from '../http/parts.ts'
import type { Preferences } from '../storage/preferences.ts'
import type { VerifyPorts } from './verify-file.ts'

interface VerificationPorts extends VerifyPorts {
  preferences: Pick<Preferences, 'verifies'>
}

/**
 * Fetches uploaded files back and compares them, one at a time. With the preference on, it verifies
 * every new upload. A file that then cannot be fetched stays as it is.
 *
 * @returns verifies one file. It rejects with a ProblemError when the file cannot be fetched
 */
export function createVerification(ports: VerificationPorts) {
  const { store, preferences } = ports
  let turn: Promise<unknown> = Promise.resolve()

  function verify(target: UploadId | HistoryEntry): Promise<void> {
    const mine = turn.then(async () => {
      const { verifyFile } = await loadPart(() => import('./verify-file.ts'))
      return verifyFile(target, ports)
    })
    turn = mine.catch(() => {})
    return mine
  }

  store.subscribeChanges((after, before) => {
    const isNew = after?.stage.name === 'uploaded' && before && before.stage.name !== 'uploaded'
    if (isNew && preferences.verifies.get()) verify(after.id).catch(() => {})
  })

  return verify
}
