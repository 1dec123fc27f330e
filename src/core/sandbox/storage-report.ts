import * as v from 'valibot'

/** Where the page asks what the sandbox keeps, and empties it, below the sandbox's base. */
export const STORAGE_PATH = '/storage'

const StorageReportSchema = v.object({
  files: v.pipe(v.number(), v.integer(), v.minValue(0)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** What the sandbox keeps, or what was deleted from it. */
export type StorageReport = v.InferOutput<typeof StorageReportSchema>

/** @throws {v.ValiError} if our own server answers something else */
export function parseStorageReport(data: unknown): StorageReport {
  return v.parse(StorageReportSchema, data)
}
