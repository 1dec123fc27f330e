import { formatNumber, plural } from '../../../core/text/format.ts'

export const words = {
  done: (uploaded: number, total: number) => `${formatNumber(uploaded)} of ${formatNumber(total)}`,

  hold: 'Hold',
  waitForKey: (count: number, gateway: string) =>
    `${plural(count, 'file')} ${count === 1 ? 'is' : 'are'} waiting for your ${gateway} key.`,
  addKey: 'Add key',
  rejected: (gateway: string) => `${gateway} rejected this key.`,
  rejectedMore: 'Your files are safe.',
  enterKey: 'Enter key',
  noBalance: (gateway: string) => `Not enough balance at ${gateway}.`,
  noBalanceMore: 'Top up to continue.',
  topUp: 'Top up',
  tryNow: 'Try now',
  offline: 'You’re offline.',
  offlineMore: 'Uploads continue when you’re back.',
  pausedMore: 'Uploads are paused.',
  notRunning: 'Refdrop isn’t running.',
  notRunningMore: 'Start it again to continue.',
  unreachable: (gateway: string) => `${gateway} can’t be reached.`,
  unreachableMore: 'Uploads continue when it’s back.',
  rateLimit: (countdown: string) => `Rate limit: next upload in ${countdown}`,
  rateLimitLeft: (left: string) => `about ${left} left`,
  rateLimitPaused: (countdown: string) => `Paused. The rate limit ends in ${countdown}.`,
}
