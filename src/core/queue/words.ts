import { formatNumber, plural } from '../text/format.ts'

/** The state of all uploads, for the status line and for announcements. */
export const words = {
  /** After "waiting for". */
  waits: {
    key: 'an API key',
    'bad-key': 'a valid key',
    balance: 'balance',
    offline: 'the network',
    unreachable: 'the gateway',
    'rate-limit': 'the rate limit',
    retry: 'the next try',
    'same-content': 'the same content',
    'other-tab': 'another tab',
  },
  uploaded: (count: number, total: number) =>
    `${formatNumber(count)} of ${formatNumber(total)} uploaded`,
  counted: {
    failed: (count: number) => `${formatNumber(count)} failed`,
    canceled: (count: number) => `${formatNumber(count)} canceled`,
    missing: (count: number) => `${formatNumber(count)} to choose again`,
    waiting: (count: number) => `${formatNumber(count)} waiting`,
  },
  paused: 'paused',
  filesWaiting: (count: number, what: string) => `${plural(count, 'file')} waiting for ${what}`,
  filesMissing: (count: number) => `${plural(count, 'file')} to choose again`,
  filesToUpload: (count: number) => `${plural(count, 'file')} to upload`,
  done: (percent: number) => `${percent}% done`,
}
