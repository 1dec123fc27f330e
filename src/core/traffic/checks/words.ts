import type { ApiVersion } from '../../api/api-version.ts'
import { formatBytes, formatNumber, plural } from '../../text/format.ts'

/** Checks of the gateway: their promises, what they send, and why they end as they do. */
export const words = {
  outcome: {
    pass: 'Pass',
    fail: 'Fail',
    unexpected: 'Unexpected',
    'not-applicable': 'Not applicable',
  },
  counted: {
    pass: (count: number) => `${formatNumber(count)} passed`,
    fail: (count: number) => `${formatNumber(count)} failed`,
    unexpected: (count: number) => `${formatNumber(count)} unexpected`,
    'not-applicable': (count: number) => `${formatNumber(count)} not applicable`,
  },
  summary: (checks: number, counts: readonly string[]) =>
    `${plural(checks, 'check')}: ${counts.join(', ')}`,
  unreached: (why: string) => `The gateway can't be reached, so nothing was checked: ${why}`,
  notOver: 'It is not over.',
  openInContract: (reason: string) => `The contract leaves this open. ${reason}`,
  stopped: 'It was stopped before.',
  noAnswerThere: 'The gateway does not answer.',

  sends: {
    balance: 'one question for the balance',
    upload: (size: number) => `one upload of ${plural(size, 'byte')}`,
    otherUpload: (size: number) => `one upload of ${formatNumber(size)} other bytes`,
    sameUpload: (size: number) => `the same ${plural(size, 'byte')} once more`,
    badKeyUpload: (size: number) => `one upload of ${plural(size, 'byte')}, with an invalid key`,
    badHashUpload: (size: number, hash: string) =>
      `one upload of ${plural(size, 'byte')}, announced as ${hash}`,
    overLimit: (limit: number) => `one upload of ${formatBytes(limit)} and one byte`,
    emptyUpload: 'one upload of nothing',
    url: 'one request of the URL, without a key',
    part: (size: number) => `one request of the first ${plural(size, 'byte')}, without a key`,
    nothing: 'nothing more',
    owner: 'one question for the owner',
    asked: 'three questions by hash',
    list: 'one question for the uploads of a day',
    unknownFile: 'one question for an unknown file',
    removal: 'two deletions, and one question for the list',
  },

  title: {
    keyAccepted: 'The key is accepted',
    badKey: 'An invalid key is rejected, as documented',
    sixFields: 'An upload answers all six fields',
    hashAgrees: 'Its hash and size are those of the file',
    deduplicates: 'The same content again is deduplicated, with the same URL',
    withoutHash: 'An upload without X-Content-Hash works',
    overLimit: 'A file over the limit is rejected',
    malformedHash: (statuses: readonly number[]) =>
      `Expected, not documented: a malformed X-Content-Hash is rejected with ${statuses.join(' or ')}`,
    emptyBody: (statuses: readonly number[]) =>
      `Expected, not documented: an empty body is rejected with ${statuses.join(' or ')}`,
    fetchable: 'The URL gives the file back, with its type and length',
    range: 'The URL serves a part of the file',
    owner: 'The key has an owner',
    fields: 'An upload answers a URL, and fields of the right type',
    bareHash: 'X-Content-Hash works without its prefix',
    asked: 'A question by hash finds this file only',
    listed: 'The list of files has it, with id and size_bytes',
    named: 'Its name is kept',
    unknownFile: 'An unknown file is answered with 404',
    rateHeaders: 'X-RateLimit headers are as documented',
    removed: 'Deleted files leave the list',
  },

  /** What a gateway should reject. */
  wrong: {
    key: 'an invalid key',
    hash: (hash: string) => `the hash ${hash}`,
    size: (bytes: number) => `a body of ${plural(bytes, 'byte')}`,
    body: 'an empty body',
    id: 'an unknown id',
  },

  answer: (status: number) => `the answer was ${status}`,
  answerWith: (answer: string, code: string, reason: string) =>
    `${[answer, code].join(' ').trim()}: ${reason}`,
  nothingFromUrl: (reason: string) => `Nothing came from the URL: ${reason}`,
  noAnswerOfGateway: (reason: string) => `The gateway did not answer: ${reason}`,
  noAnswer: (why: string | undefined) =>
    why === undefined ? 'The gateway did not answer.' : `The gateway did not answer: ${why}.`,
  rateLimited: (answer: string) => `The rate limit was reached: ${answer}.`,
  noBalance: (answer: string) => `The balance is too low: ${answer}.`,
  keyRejected: (answer: string) => `The key is rejected: ${answer}.`,
  keyRejectedBefore: (answer: string) =>
    `The key is rejected, so this could not be checked: ${answer}.`,
  balanceUnknown: (answer: string) => `No balance, which says nothing about the key: ${answer}.`,
  balanceFound: 'The answer was 200 with a balance.',

  errorType: (mediaType: string) =>
    mediaType === '' ? 'its Content-Type is missing' : `its Content-Type is ${mediaType}, not JSON`,
  errorNoObject: 'its body is no JSON object',
  errorFields: (fields: readonly string[]) =>
    `${fields.join(' and ')} ${fields.length > 1 ? 'are no texts' : 'is no text'}`,
  rejected: (answer: string) => `It is rejected: ${answer}.`,
  rejectedOddly: (status: number, flaw: string) =>
    `It is rejected with ${status}, but the error is not as documented: ${flaw}.`,
  accepted: (what: string, answer: string) => `The gateway accepted ${what}: ${answer}.`,
  otherStatus: (statuses: readonly number[], answer: string) =>
    `Expected ${statuses.join(' or ')}, but ${answer}.`,
  otherCode: (code: string, answer: string) => `Expected the code ${code}, but ${answer}.`,
  isAccepted: 'It is accepted.',
  ownerFound: 'It has a user id.',

  needsUpload: 'It needs a successful upload.',
  needsUrl: 'It needs the URL of an upload.',
  uploadRejected: (answer: string) => `The upload is rejected: ${answer}.`,
  wrongFields: (version: ApiVersion, flaws: readonly string[]) =>
    `Of the ${version === 1 ? 'six ' : ''}fields, ${flaws.join(', and ')}.`,
  allFields: 'All six are there, each of its type.',
  otherFields: (absent: readonly string[]) =>
    absent.length > 0
      ? `The URL is there. Not stated, and not promised: ${absent.join(', ')}.`
      : 'All are there, each of its type.',
  notStated: (field: string) => `${field} is not stated, and not promised.`,
  noJsonObject: 'the body is no JSON object',
  wrongField: (field: string, got: string, expected: string) =>
    `${field} is ${got}, not ${expected}`,
  missingField: (field: string) => `${field} is missing`,
  otherFact: (fact: string, expected: string | number, got: string | number) =>
    `Another ${fact} than the file has: expected ${expected}, got ${got}.`,
  noFact: (fact: 'hash' | 'size') => `The upload was answered without a ${fact}.`,
  bothAgree: 'Both agree.',
  secondRejected: (answer: string) => `The second upload is rejected: ${answer}.`,
  secondNotDeduplicated: 'The second upload is not called deduplicated.',
  secondWithoutUrl: 'The second upload is answered without a URL.',
  otherUrl: (first: string, second: string) =>
    `It has another URL: first ${first}, then ${second}.`,
  firstDeduplicated: 'The first upload is called deduplicated too, and its content was new.',
  deduplicated: 'It is called deduplicated and has the same URL.',
  withoutHash: 'It is answered without a hash.',
  rightHash: 'It is accepted, and the hash in the answer is right.',
  wrongHash: (expected: string, got: string) =>
    `The hash in the answer is another: expected ${expected}, got ${got}.`,

  notKnown: (hash: string) => `It is not found by ${hash}.`,
  knowsAll: (url: string) => `New content is found, too: ${url}.`,
  knownOnly: 'Both forms of its hash find it.',
  notListed: 'It is not in the list.',
  listed: 'It is in the list.',
  misnamed: (own: string, other: string) => `It has ${other} in place of ${own}.`,
  longList: (count: number) => `It is not among ${formatNumber(count)} files.`,
  needsList: 'It needs the list.',
  named: (name: string) => `The list has ${name}.`,
  needsId: 'It needs the id of an upload.',
  stillListed: 'It is still in the list.',
  removed: 'It is no longer in the list.',
  noRateHeaders: 'No response had them. They are not promised here.',
  wholeNumber: 'a whole number',
  isoDate: 'an ISO date in UTC',
  wrongHeader: (name: string, expected: string, got: string) =>
    `${name} is ${got}, not ${expected}.`,
  rateHeaders: (count: number) => `${plural(count, 'response')} had them.`,

  noFile: (answer: string) => `The file does not come: ${answer}.`,
  noType: 'It is served without a Content-Type.',
  sameFile: (size: number, type: string) => `The same ${plural(size, 'byte')} came, as ${type}.`,
  noPart: 'Nothing came from the URL, so there is no part of it.',
  rangeIgnored: (range: string) => `Ranges are ignored: the whole file came for ${range}.`,
  wrongRange: (expected: string, got: string) =>
    `Its Content-Range is wrong: expected ${expected}, got ${got}.`,
  rightRange: (range: string) => `It came with 206 and ${range}.`,
  otherPart: (size: number) => `Other bytes came than the first ${formatNumber(size)} of the file.`,
}
