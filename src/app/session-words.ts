import type { StorageLoss } from '../storage/storage-loss.ts'

/** Words of what outlives the page. Notices stay until the person dismisses them. */
export const words = {
  storage: {
    'no-room': 'The browser has no space left. Reloading clears the list.',
    refused: 'This browser blocks storage. Reloading clears the list.',
    newer: 'A newer Refdrop is open. Reload this page to keep the list.',
    held: 'Another tab runs an older Refdrop. Close it and reload this page.',
    broken: "The stored list can't be read. Clear this page's site data to repair it.",
  } satisfies Record<StorageLoss, string>,
  /** The bytes of some files do not fit. Their records are still stored. */
  noRoomForFiles: 'The browser has no space for all waiting files. Reloading loses the largest.',
  otherKey: 'with another key',
}
