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
  /** Calls that are not about a file of the list. */
  call: {
    send: 'Upload',
    ask: 'Look up a hash',
    list: 'List files',
    file: 'One file',
    remove: 'Delete a file',
    import: 'Import a URL',
    probe: 'Measure a URL',
    me: 'Owner of the key',
    balance: 'Balance',
    estimate: 'Price',
    job: 'State of a job',
  },
  abortedSend: 'You stopped it',
}
