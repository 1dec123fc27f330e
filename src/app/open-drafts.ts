import { createDrafts, type DraftRecords, type Drafts } from '../core/request/drafts.ts'
import { openDraftRecords } from '../storage/draft-records.ts'
import { openDeviceStorage, openTabStorage } from '../storage/text-storage.ts'

let records: DraftRecords | undefined
let drafts: Drafts | undefined

/** The records of requests. The page and imports share them. */
export const openRecords = () =>
  (records ??= openDraftRecords(openTabStorage(), openDeviceStorage()))

/** The requests of the page. */
export const openDrafts = () => (drafts ??= createDrafts(openRecords()))
