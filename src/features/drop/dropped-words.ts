import type { ApiVersion } from '../../core/api/api-version.ts'
import { plural } from '../../core/text/format.ts'
import type { DraggedItems } from './dragged-items.ts'

/** The words of the drop zones, and of files that were not accepted. */
export const words = {
  dropFiles: 'Drop files',
  dropToUpload: 'Drop to upload',
  dropToAdd: 'Drop to add to the request',
  becomesReference: 'Uploads, then becomes a reference',
  byUrl: 'By its URL, which is also imported',
  /** Before the name of a reference that the drop replaces. */
  swap: 'Swap',
  /** The second line of the drop zone. A folder counts as one item. */
  dropped: ({ count, areFiles, gateway, hasKey }: DroppedFacts): string => {
    const what = count === 0 ? 'Files' : plural(count, areFiles ? 'file' : 'item')
    if (hasKey) return `${what} to ${gateway}`
    return `${what}. ${count === 1 ? 'It waits' : 'They wait'} for your key.`
  },

  ignored: (count: number) => `${plural(count, 'system file')} ignored`,
  sendAnyway: 'Send anyway',
  dismiss: 'Dismiss',
  reasons: { 'not-media': 'Not image, audio or video', empty: 'Empty', unreadable: 'Not readable' },
  tooLarge: (limit: string) => `Over ${limit}`,
  otherVersion: (limit: string, version: ApiVersion, larger: string) =>
    `Over ${limit}. Version ${version} takes up to ${larger}.`,
  overLimit: (size: string) => `${size} over the limit`,
  noBytes: '0 bytes',
  unknownType: 'Unknown type',
  claimed: (kind: string) => `Its name says ${kind}`,
  archive: 'Archive',
  document: 'Document',
  presentation: 'Presentation',
  spreadsheet: 'Spreadsheet',
}

interface DroppedFacts extends DraggedItems {
  /** Name of the destination. */
  gateway: string
  hasKey: boolean
}
