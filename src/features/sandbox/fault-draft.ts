import type { Fault, FaultCase } from '../../core/sandbox/faults.ts'
import { readNumber } from './field-error.ts'

/** Statuses that have a meaning of their own for an upload. */
const STATUSES = {
  401: 'bad key',
  402: 'balance used up',
  403: 'forbidden',
  413: 'too large',
  429: 'too many requests',
  500: 'internal error',
  503: 'unavailable',
  524: 'the CDN’s timeout',
} as const

type NamedStatus = `${keyof typeof STATUSES}`
type OtherKind = Exclude<FaultCase['kind'], 'answer'>

/** What a person lets an upload meet. */
type Meet = NamedStatus | 'another-status' | OtherKind

const KINDS: Record<OtherKind, string> = {
  html: 'A page of the CDN',
  break: 'The connection breaks',
  'lost-answer': 'Stored, but the answer is lost',
  silence: 'No answer',
  stall: 'Stands still',
  'wrong-hash': 'Another hash',
  'wrong-size': 'Another size',
  'wrong-url': 'A URL to other bytes',
}

/** All that can be met, as it is offered. */
export const MEETS = [
  ...namesOf(STATUSES).map((status) => ({
    value: status,
    label: `${status}, ${STATUSES[status]}`,
  })),
  { value: 'another-status', label: 'Another status' } as const,
  ...namesOf(KINDS).map((kind) => ({ value: kind, label: KINDS[kind] })),
]

/**
 * One fault of each kind, for those that come by chance. Of the answers it is one after which
 * the page tries again: a 401 or 402 would hold every other file until somebody comes.
 */
const ONE_OF_EACH: { [Kind in FaultCase['kind']]: FaultCase & { kind: Kind } } = {
  answer: { kind: 'answer', status: 503 },
  html: { kind: 'html', status: 502 },
  break: { kind: 'break', afterBytes: 1024 },
  'lost-answer': { kind: 'lost-answer' },
  silence: { kind: 'silence' },
  stall: { kind: 'stall', afterBytes: 1024 },
  'wrong-hash': { kind: 'wrong-hash' },
  'wrong-size': { kind: 'wrong-size' },
  'wrong-url': { kind: 'wrong-url' },
}

export const EVERY_KIND: FaultCase[] = Object.values(ONE_OF_EACH)

/** A fault as it is being typed. Fields that its kind does not have keep their text. */
export interface FaultDraft {
  times: string
  meet: Meet
  status: string
  afterBytes: string
  message: string
  early: boolean
}

export const FIRST_DRAFT: FaultDraft = {
  times: '1',
  meet: '503',
  status: '502',
  afterBytes: '1024',
  message: '',
  early: false,
}

/** Which of the other fields belong to what is to be met. */
export function fieldsOf(meet: Meet): { status: boolean; afterBytes: boolean; answer: boolean } {
  return {
    status: meet === 'another-status' || meet === 'html',
    afterBytes: meet === 'break' || meet === 'stall',
    answer: meet === 'another-status' || meet in STATUSES,
  }
}

/** @throws {FieldError} where a number is none */
export function buildFault(draft: FaultDraft): Fault {
  return { ...buildCase(draft), times: readNumber('How many', draft.times) }
}

function buildCase({ meet, status, afterBytes, message, early }: FaultDraft): FaultCase {
  const words = message.trim()
  const answer = { ...(words !== '' && { message: words }), ...(early && { early }) }
  switch (meet) {
    case 'another-status':
      return { kind: 'answer', status: readNumber('Status', status), ...answer }
    case 'html':
      return { kind: meet, status: readNumber('Status', status) }
    case 'break':
    case 'stall':
      return { kind: meet, afterBytes: readNumber('After bytes', afterBytes) }
    case 'lost-answer':
    case 'silence':
    case 'wrong-hash':
    case 'wrong-size':
    case 'wrong-url':
      return { kind: meet }
    case '401':
    case '402':
    case '403':
    case '413':
    case '429':
    case '500':
    case '503':
    case '524':
      return { kind: 'answer', status: Number(meet), ...answer }
  }
}

function namesOf<T extends object>(table: T): `${keyof T & (string | number)}`[] {
  return Object.keys(table) as `${keyof T & (string | number)}`[]
}
