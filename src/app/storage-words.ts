import type { StorageLoss } from '../storage/storage-loss.ts'

const FOR_NOW = 'Everything works, but a reload empties the list.'

export const STORAGE_WORDS: Record<StorageLoss, string> = {
  'no-room': `There is no room left in the browser, so the list is no longer kept. ${FOR_NOW} Free some space and reload the page.`,
  refused: `This browser does not let the page store anything, as in a private window or with site data blocked. ${FOR_NOW}`,
  newer: `A newer Refdrop has changed the list that this browser keeps. ${FOR_NOW} Reload the page, or open the newest Refdrop.`,
  held: `Another tab with an older Refdrop holds the list that this browser keeps. ${FOR_NOW} Close that tab and reload this page.`,
  broken: `The list that this browser keeps cannot be read. ${FOR_NOW} Reload the page. If that does not help, remove the site data of this page.`,
}

/** The bytes of some files do not fit. Records are still stored. */
export const NO_ROOM_FOR_FILES =
  'There is no room left in the browser for all files that wait. After a reload, choose the largest again.'
