import * as v from 'valibot'

/** Path of the storage report, below the base of the sandbox. DELETE empties the storage. */
export const STORAGE_PATH = '/storage'

const StorageReportSchema = v.object({
  files: v.pipe(v.number(), v.integer(), v.minValue(0)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** What the sandbox stores, or what was deleted. */
export type StorageReport = v.InferOutput<typeof StorageReportSchema>

/** @throws {v.ValiError} when the data is not a report */
export function parseStorageReport(data: unknown): StorageReport {
  return v.parse(StorageReportSchema, data)
}
