import fc from 'fast-check'

/** Fifty times the runs of a commit. A property that sets its own number starts processes. */
fc.configureGlobal({ numRuns: 5000 })
