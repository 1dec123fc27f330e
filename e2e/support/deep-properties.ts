import fc from 'fast-check'

/** Fifty times the default number of runs. Properties that start processes set their own number. */
fc.configureGlobal({ numRuns: 5000 })
