import * as v from 'valibot'
import { wholeBetween } from '../api/field-schemas.ts'

/** Path of the storage report, below the base of the sandbox. DELETE empties the storage. */
export const STORAGE_PATH = '/storage'

const StorageReportSchema = v.object({
  files: wholeBetween(0, Number.MAX_VALUE),
  bytes: wholeBetween(0, Number.MAX_VALUE),
})

/** What the sandbox stores, or what was deleted. */
export type StorageReport = v.InferOutput<typeof StorageReportSchema>

/** @throws {v.ValiError} when the data is not a report */
export function parseStorageReport(data: unknown): StorageReport {
  return v.parse(StorageReportSchema, data)
}
