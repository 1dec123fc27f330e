import { formatNumber, plural } from '../core/text/format.ts'

/** The words of files that the gateway lists, and of jobs. `gateway` is its name. */
export const words = {
  loading: (gateway: string, count: number) =>
    count === 0
      ? `Loading files from ${gateway}…`
      : `Loading files from ${gateway}: ${formatNumber(count)} so far`,
  loaded: (gateway: string, count: number, added: number) =>
    `${plural(count, 'file')} at ${gateway}, ${formatNumber(added)} new here.`,
  none: (gateway: string) => `${gateway} has no files of this key.`,
  stop: 'Stop',
  stopped: 'Loading stopped.',
  show: (count: number) => `Show ${formatNumber(count)} removed`,
  deleted: (gateway: string) => `Deleted at ${gateway}.`,
  goneBefore: (gateway: string) => `${gateway} no longer had this file. Removed here.`,

  looking: (id: string) => `Looking up ${id}…`,
  lookAgain: 'Look again',
  running: (id: string, status: string) => `${id} is ${status}.`,
  failed: (id: string) => `${id} failed.`,
  failedBy: (id: string, why: string) => `${id} failed: ${why}`,
  canceled: (id: string) => `${id} was canceled.`,
  noMedia: (id: string) => `${id} has no media.`,
  notFound: (id: string) => `This key has no ${id}.`,
  added: (id: string, count: number) => `${plural(count, 'file')} of ${id} added.`,
  known: (id: string, count: number) =>
    `The history has ${plural(count, 'file')} of ${id} already.`,
  addToRequest: 'Add to request',
  needsVersion: 'Looking up a job needs API version 2. Paste its answer instead.',
  needsKey: 'Looking up a job needs a key.',
}
