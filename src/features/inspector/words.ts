import { formatClock } from '../../core/text/dates.ts'
import { formatBytes, formatMilliseconds, formatNumber, plural } from '../../core/text/format.ts'
import type { Phase, Purpose } from '../../core/traffic/exchange.ts'
import type { StatusFilter } from '../../core/traffic/find-exchanges.ts'
import type { TimedPhase } from '../../core/traffic/timing-phases.ts'

const PURPOSES: Record<Purpose, string> = {
  upload: 'Upload the file',
  test: 'Custom send',
  check: 'Check the gateway',
  page: 'For the page itself',
}

/** The phase in which a call failed. */
const ENDS: Record<Phase, string> = {
  connecting: 'It ended before every byte was sent.',
  sending: 'It ended while sending.',
  answering: 'It ended while waiting for the response.',
  reading: 'It ended while reading the response.',
}

const PHASES: Record<TimedPhase['name'], string> = {
  waiting: 'Waiting',
  hashing: 'Hashing',
  connecting: 'Connecting',
  sending: 'Sending',
  answering: 'Waiting for the response',
  reading: 'Reading',
}

const STATUSES: Record<StatusFilter, string> = {
  all: 'All',
  '2xx': '2xx',
  '4xx': '4xx',
  '5xx': '5xx',
  broken: 'Broken',
}

export const words = {
  inspector: 'Inspector',
  log: 'Log',
  customSend: 'Custom send',
  checks: 'Checks',
  failures: 'Failures',
  close: 'Close inspector',
  height: 'Height of the inspector',
  heightValue: (pixels: number) => `${pixels} pixels`,

  logs: {
    search: 'Search calls',
    follow: 'Follow',
    statuses: 'Status of calls',
    status: (status: StatusFilter, count: number) =>
      count === 0 ? STATUSES[status] : `${STATUSES[status]} ${formatNumber(count)}`,
    clear: 'Clear',
    saveHar: 'Save HAR',
    calls: 'Calls',
    chosenCall: 'Chosen call',
    closeCall: 'Close the call',
    back: 'Back',
    empty: 'No calls yet.',
    noMatch: 'No calls match.',
    showAll: 'Show all calls',
    columns: {
      time: 'Time',
      method: 'Method',
      path: 'Path',
      host: 'Host',
      status: 'Status',
      sent: 'Sent',
      took: 'Took',
      file: 'File',
    },
    /** "312 calls, 4 broken, 3 in flight". With a filter: "12 of 312 calls, 3 in flight". */
    summary: ({ all, shown, broken, underWay }: LogCounts) => {
      const known =
        shown < all ? `${formatNumber(shown)} of ${plural(all, 'call')}` : plural(all, 'call')
      const isBroken = broken > 0 && shown === all ? `, ${formatNumber(broken)} broken` : ''
      return known + isBroken + (underWay > 0 ? `, ${formatNumber(underWay)} in flight` : '')
    },
  },

  call: {
    call: 'Call',
    request: 'Request',
    response: 'Response',
    timing: 'Timing',
    started: 'Started',
    reason: 'Reason',
    purpose: (purpose: Purpose) => PURPOSES[purpose],
    file: 'File',
    body: 'Body',
    none: 'None',
    bodyHash: 'Body hash',
    requestId: 'Request ID',
    headersSent: 'Headers sent',
    headersWanted: 'Headers the page set',
    headersReceived: 'Headers received',
    serverHeaders: 'Headers of Refdrop’s server',
    noHeaders: (caption: string) => `${caption}: none.`,
    unknownHeaders: 'The browser adds more. Nothing reports them.',
    fromServer: 'This came from Refdrop’s server, not the gateway.',
    fromCdn: 'An HTML page, so most likely the CDN’s and not the API’s.',
    ended: (phase: Phase) => ENDS[phase],
    emptyBody: 'The body is empty.',
    characters: (count: number) => plural(count, 'character'),
    cutBody: (shown: number, all: number) =>
      `First ${formatNumber(shown)} of ${plural(all, 'character')}`,
    copyBody: 'Copy body',
    bodyText: 'Text of the body',
    searchBody: 'Search body',
    previous: 'Previous match',
    next: 'Next match',
    notFound: 'No match',
    match: (place: number, count: string) => `${place} of ${count}`,
    first: (count: number) => `the first ${formatNumber(count)}`,
    phases: 'Phases',
    phase: (name: TimedPhase['name']) => PHASES[name],
    connectingOrSending: 'Connecting or sending',
    took: (time: number) => `The call took ${formatMilliseconds(time)}.`,
    tookInAll: (time: number) => `${formatMilliseconds(time)} including what came before.`,
    reused: 'It reused a connection, so nothing was connected.',
    unknownConnect: 'Connection time isn’t known. It’s included above.',
    notToScale: 'Not to scale',
    brokenOff: 'Aborted here',
    broke: 'Broke here',
    actions: 'Copy and save',
    copyCurl: 'Copy as curl',
    copyFetch: 'Copy as fetch',
    copyRaw: 'Copy raw HTTP',
    copyReport: 'Copy bug report',
    saveAll: 'Save HAR of all tries',
    bytes: (bytes: number) => plural(bytes, 'byte'),
    size: formatBytes,
    rate: (bytesPerSecond: number) => `${formatBytes(bytesPerSecond)}/s`,
  },

  details: {
    title: (path: string) => `Details of ${path}`,
    details: 'Details',
    unknownFile: 'an unknown file',
    file: 'File',
    copyUrl: 'Copy URL',
    copy: 'Copy',
    copyFact: (term: string) => `Copy: ${term}`,
    loading: 'Loading…',
    forgotten: 'This browser only knows that the file was sent.',
    unknown: 'This browser does not know this file.',
    noTries: 'Nothing was sent for this file in this browser yet.',
    triesFailed: (why: string) => `Earlier tries cannot be read. ${why}`,
    underWay: 'A try is in flight. It appears here when it ends.',
    try: 'Try',
    older: 'Older try',
    newer: 'Newer try',
    tryOf: (place: number, count: number, facts: readonly string[]) =>
      [`Try ${place} of ${count}`, ...facts].join(' · '),
    customMark: 'custom send',
    label: 'Label',
    name: 'Name',
    uploadedAs: 'Names here',
    folder: 'Folder',
    mediaType: 'Media type',
    size: 'Size',
    pixels: 'Pixels',
    duration: 'Duration',
    hash: 'Content hash',
    fileId: 'File ID',
    url: 'URL',
    gateway: 'Gateway',
    apiVersion: 'API version',
    version: (sent: number, inUse: number) =>
      sent === inUse ? `${sent}` : `${sent}, now ${inUse}`,
    fingerprint: 'Key fingerprint',
    uploaded: 'Uploaded',
  },

  custom: {
    active: (options: string) => `Custom send active: ${options}`,
    announce: (options: string) => `Custom send is active: ${options}.`,
    announceEnd: 'Files are sent as usual again.',
    tabIntro: 'Applies to every file you send from this tab, even known ones.',
    fileIntro: 'Results appear here and in the log. Your list doesn’t change.',
    options: 'Options of this tab',
    reset: 'Reset',
    unchanged: 'Files are sent as usual.',
    cost: (times: number, gateway: string) =>
      `Each file is sent ${plural(times, 'time')}. All count for the rate limit of ${gateway}.`,
    hash: 'X-Content-Hash',
    hashes: {
      right: 'Correct',
      bare: 'No prefix',
      none: 'None',
      wrong: 'Of other content',
      malformed: 'Malformed',
    },
    contentType: 'Content-Type',
    types: {
      'octet-stream': 'application/octet-stream',
      'media-type': 'Of the file',
      wrong: 'Wrong',
      none: 'Not sent',
    },
    fileName: 'X-Filename',
    names: { usual: 'As usual', none: 'Not sent', odd: 'Odd' },
    connection: 'Connection',
    breakOff: 'Break off after',
    percent: 'Percent of the bytes',
    ofBytes: '% of the bytes',
    speed: 'Speed',
    atMost: 'At most',
    rate: 'Rate',
    unit: 'Unit',
    repeat: 'Repeat',
    times: 'Times',
    atATime: 'At a time',
    key: 'Key',
    otherKey: 'Another key',
    keyPlaceholder: 'the saved one',
    keyNote: 'For this send only. It is not stored.',
    badKey: (found: string) => `Found ${found}. Paste one key that starts with varg_.`,
    send: (times: number) => (times > 1 ? `Send ${plural(times, 'time')}` : 'Send'),
    asUsual: 'As usual, to see the call',
    withKey: 'with another key',
    sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
    fetchFirst: 'The file is downloaded from its URL first.',
    fetching: 'Downloading the file…',
    noSource: 'This page no longer has the file. Drop it again.',
    invalid: 'Correct the marked fields first.',
    wanted: (wanted: string, typed: string) =>
      typed === '' ? `Enter ${wanted}.` : `Enter ${wanted}, not “${typed}”.`,
    rateWanted: (max: number) => `a number above 0 and up to ${formatNumber(max)}, such as 1.5`,
    latest: 'Latest',
    noRuns: 'None yet. Drop a file while an option is active.',
    stop: 'Stop',
    copyCsv: 'Copy as CSV',
    usual: 'as usual',
    runFacts: (gateway: string, options: string) => `${gateway}, ${options}`,
    sends: 'Sends',
    sendsOf: (path: string) => `Sends of ${path}`,
    caption: (path: string, options: string) => `${path}: ${options}`,
    over: (done: number, all: number) => `The custom send is over: ${done} of ${all} sends.`,
    progress: (done: number, all: number) => `${done} of ${all}`,
    done: (progress: string) => `Done, ${progress}`,
    stopped: (progress: string) => `Stopped, ${progress}`,
    failed: 'Failed',
    minimum: 'Minimum',
    median: 'Median',
    maximum: 'Maximum',
    columns: { number: '#', status: 'Status', time: 'Time', dedup: 'Deduplicated', url: 'URL' },
    dedupShort: 'Dedup.',
    yes: 'yes',
    no: 'no',
    noResponse: 'No response',
    notSent: 'Not sent',
    notOver: 'In flight',
    show: (place: number, outcome: string) => `Show send ${place}: ${outcome}`,
    bar: (place: number, time: number | undefined, outcome: string) =>
      time === undefined
        ? `${place}: in flight`
        : `${place}: ${formatMilliseconds(time)}, ${outcome}`,
  },

  check: {
    start: 'Check this gateway',
    again: 'Check again',
    stop: 'Stop',
    keyFirst: (gateway: string) => `Save a key of ${gateway} first.`,
    plan: 'What is sent',
    sends: (what: string) => `(${what})`,
    cost: (calls: number, uploads: number) =>
      `${plural(calls, 'call')}, ${plural(uploads, 'upload')} among them, go to`,
    host: (host: string, version: number) => `${host}, version ${version}`,
    costRest: (kept: number, limit: number) =>
      `${kept > 0 ? `${plural(kept, 'tiny file')} stay there.` : 'The files are deleted at the end.'} One upload is just over ${formatBytes(limit)}.`,
    outcomes: 'Outcomes',
    waiting: (sends: string) => `Sends ${sends}`,
    held: (until: number) => `Rate limit until ${formatClock(until)}`,
    states: { waiting: 'Waiting', running: 'In flight', held: 'Held' },
    calls: (count: number) => plural(count, 'call'),
    callsOf: (count: number, title: string) => `${plural(count, 'call')} behind: ${title}`,
    copyMarkdown: 'Copy as Markdown',
    copyJson: 'Copy as JSON',
    count: (count: number) => `${plural(count, 'check')}: `,
    showFailed: 'Show the first failed check',
  },
}

interface LogCounts {
  all: number
  shown: number
  broken: number
  /** Calls in flight. The other counts do not include them. */
  underWay: number
}
