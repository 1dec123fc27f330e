// @ts-check

/**
 * @typedef {object} BannedWord
 * @property {string} pattern Source of a regular expression. A space stands for a gap between two
 *   words, which may hold one line break.
 * @property {string} [instead] What to write, where one word replaces it.
 */

/** @type {BannedWord[]} */
const STYLE = [
  { pattern: 'whoever' },
  { pattern: 'whatever' },
  { pattern: 'wherever' },
  { pattern: 'anew', instead: 'again' },
  { pattern: 'all the same' },
  { pattern: 'but for' },
  { pattern: 'so many' },
  { pattern: '(?:is|are|was|were) none' },
  { pattern: 'of that' },
  { pattern: 'of which' },
  { pattern: 'hardly' },
  { pattern: 'suffic(?:es?|ed)', instead: 'is enough' },
  {
    pattern:
      '(?<!\\bwhat )(?:goes|go|going|gone|went) on(?! (?:a|an|the|its|this|that|each|every|disk)\\b)',
    instead: 'continues',
  },
  // The object of a verb or of a preposition is allowed, as in "tells nobody" or "for nobody".
  {
    pattern:
      '(?<!\\b(?:about|affects|at|by|finds|for|from|helps|is|keeps?|lets?|means|mentions|notifies|of|takes|tells|than|to|up|wakes|with) )nobody(?= [a-z0-9])',
  },
]

/** Old names, as words. The list omits words that ordinary English needs. */
const VOCABULARY = [
  { pattern: 'gatekeepers?', instead: 'gateway status' },
  { pattern: 'rate[ -]gates?', instead: 'rate limiter' },
  { pattern: 'waiting[ -]rooms?', instead: 'scheduler' },
  { pattern: 'wake-?ups?', instead: 'timers' },
  { pattern: 'lost[ -]files?', instead: 'missing files' },
  { pattern: 'desks?', instead: 'intake queue, list controller' },
  { pattern: 'byte[ -]keepers?', instead: 'file backup' },
  { pattern: 'known[ -]answers?', instead: 'result cache' },
  { pattern: 'list-records?', instead: 'upload records' },
  { pattern: 'hears?|heard|hearing', instead: 'receive' },
  {
    pattern: '(?:(?:is|are|was|were|be|been|being|gets?) )?told(?! apart)',
    instead: 'notify, report',
  },
  { pattern: 'disprov(?:es?|ed|ing)|disproofs?', instead: 'invalidate, mismatch' },
  { pattern: 'choose-again', instead: 'missing-file' },
  { pattern: 'puts?[ -]off|putting off', instead: 'retry scheduled' },
  { pattern: '(?:test )?(?<!\\.)bench', instead: 'inspector, benchmark' },
  { pattern: 'request[ -]watch(?:es)?', instead: 'request log' },
  { pattern: 'visits?|visited|visiting', instead: 'sandbox request, session' },
  { pattern: 'suffer(?:s|ed|ing)?|meets?[ -]faults?', instead: 'apply a fault' },
  { pattern: '(?:plans?[ -])?in[ -]force', instead: 'fault plan, active' },
  { pattern: 'flaw[ -]rules?', instead: 'contract violations' },
  { pattern: 'steer(?:s|ed|ing)?', instead: 'throttle' },
  { pattern: 'early[ -]answers?', instead: 'early response' },
  { pattern: 'wrong-uploads?', instead: 'corrupt response' },
  { pattern: 'pour(?:s|ed|ing)?', instead: 'pipe' },
  { pattern: 'same-page', instead: 'same origin' },
  { pattern: 'machine[ -]keys?', instead: 'server key' },
  { pattern: 'patience', instead: 'timeouts' },
  { pattern: 'seen[ -]calls?', instead: 'observed call' },
  { pattern: 'watch-calls?', instead: 'observe call' },
  { pattern: '(?:sets?|setting)[ -](?:\\w+ ){0,3}aside', instead: 'log archive' },
  { pattern: 'takeouts?|take-out', instead: 'export' },
  { pattern: 'test-sends?|test-runs?|test-options', instead: 'custom send' },
  { pattern: 'trouble[sd]?', instead: 'notices' },
  { pattern: 'media-looks?|look-at-media', instead: 'media previews' },
  { pattern: 'sweep(?:s|ing)?|swept', instead: 'cleanup' },
  { pattern: '(?:hash[ -])?seats?', instead: 'hash worker handle' },
  { pattern: 'outbox(?:es)?', instead: 'message batcher' },
]

/** White space with at most one line break, so that no phrase spans two paragraphs. */
const GAP = '(?:(?=\\s)[^\\S\\n]*\\n?[^\\S\\n]*)'

const WORDS = [...STYLE, ...VOCABULARY].map(({ pattern, instead }) => {
  const source = pattern.replaceAll('[ -]', `(?:${GAP}|-)`).replaceAll(' ', GAP)
  return { regex: new RegExp(`(?<![\\w$])(?:${source})(?![\\w$])`, 'gi'), instead }
})

/** A semicolon, except in `&amp;` and in `text/plain; charset=utf-8`. */
const SEMICOLON = { regex: /(?<!&#?\w+);(?=\s|$)(?!\s+[\w-]+=)/g, instead: 'two sentences' }

/**
 * @param {string} text
 * @returns {{ index: number, word: string, instead: string | undefined }[]} In the order of the text.
 */
export function findBannedWords(text) {
  const found = [...WORDS, SEMICOLON].flatMap(({ regex, instead }) =>
    [...text.matchAll(regex)].map((match) => ({
      index: match.index,
      word: match[0].replace(/\s+/g, ' ').toLowerCase(),
      instead,
    })),
  )
  return found.sort((a, b) => a.index - b.index)
}
