/** Calls in a word or two. */
export const words = {
  outcome: {
    aborted: 'aborted',
    noAnswer: 'no answer',
    stalled: 'stalled',
    brokenOff: 'broken off',
  },
  mark: {
    test: 'custom send',
    check: 'check',
    byRefdrop: 'by Refdrop',
    badAnswer: 'bad answer',
    cdnPage: 'CDN page',
    mismatch: 'mismatch',
  },
  abortedSend: 'You stopped it',
}
