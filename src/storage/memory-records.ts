import { contentKey } from '../core/content.ts'
import type { StoredAnswer, StoredUpload } from '../core/stored.ts'
import type { SessionRecords } from './session-records.ts'

/** Records that live as long as the page. Nothing here fails; of a file it holds the handle only. */
export function createMemoryRecords(): SessionRecords {
  const uploads = new Map<string, StoredUpload>()
  const answers = new Map<string, StoredAnswer>()
  const bytes = new Map<string, File>()

  return {
    uploads: async () => [...uploads.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    async keep(kept) {
      for (const upload of kept) uploads.set(upload.key, upload)
    },
    async forget(keys) {
      for (const key of keys) {
        uploads.delete(key)
        bytes.delete(key)
      }
    },
    async finish(upload, answer) {
      uploads.set(upload.key, upload)
      bytes.delete(upload.key)
      if (answer) answers.set(contentKey(answer), answer)
    },
    answerKeys: async () => [...answers.keys()],
    answer: async (key) => answers.get(key),
    async forgetAnswers(keys) {
      for (const key of keys) answers.delete(key)
    },
    async keepBytes(files) {
      for (const { key, file } of files) bytes.set(key, file)
      return files.map(({ key }) => key)
    },
    bytes: async (key) => bytes.get(key),
    bytesKeys: async () => [...bytes.keys()],
    async forgetBytes(keys) {
      for (const key of keys) bytes.delete(key)
    },
  }
}
