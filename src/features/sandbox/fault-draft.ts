import type { Fault, FaultCase } from '../../core/sandbox/faults.ts'
import { readNumber } from './field-error.ts'

/** Statuses with a special meaning for uploads. */
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

type FaultChoice = NamedStatus | 'another-status' | OtherKind

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

export const FAULT_CHOICES = [
  ...namesOf(STATUSES).map((status) => ({
    value: status,
    label: `${status}, ${STATUSES[status]}`,
  })),
  { value: 'another-status', label: 'Another status' } as const,
  ...namesOf(KINDS).map((kind) => ({ value: kind, label: KINDS[kind] })),
]

/**
 * One fault of each kind, for random faults. The answer is one that the page retries: a 401 or 402
 * would hold every other file until a person resumes.
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

/** A fault as text. Fields that its kind does not have keep their text. */
export interface FaultDraft {
  times: string
  choice: FaultChoice
  status: string
  afterBytes: string
  message: string
  early: boolean
}

export const FIRST_DRAFT: FaultDraft = {
  times: '1',
  choice: '503',
  status: '502',
  afterBytes: '1024',
  message: '',
  early: false,
}

export function fieldsOf(choice: FaultChoice): {
  status: boolean
  afterBytes: boolean
  answer: boolean
} {
  return {
    status: choice === 'another-status' || choice === 'html',
    afterBytes: choice === 'break' || choice === 'stall',
    answer: choice === 'another-status' || choice in STATUSES,
  }
}

/** @throws {FieldError} when a text is not a number */
export function buildFault(draft: FaultDraft): Fault {
  return { ...buildCase(draft), times: readNumber('How many', draft.times) }
}

function buildCase({ choice, status, afterBytes, message, early }: FaultDraft): FaultCase {
  const words = message.trim()
  const answer = { ...(words !== '' && { message: words }), ...(early && { early }) }
  switch (choice) {
    case 'another-status':
      return { kind: 'answer', status: readNumber('Status', status), ...answer }
    case 'html':
      return { kind: choice, status: readNumber('Status', status) }
    case 'break':
    case 'stall':
      return { kind: choice, afterBytes: readNumber('After bytes', afterBytes) }
    case 'lost-answer':
    case 'silence':
    case 'wrong-hash':
    case 'wrong-size':
    case 'wrong-url':
      return { kind: choice }
    case '401':
    case '402':
    case '403':
    case '413':
    case '429':
    case '500':
    case '503':
    case '524':
      return { kind: 'answer', status: Number(choice), ...answer }
  }
}

function namesOf<T extends object>(table: T): `${keyof T & (string | number)}`[] {
  return Object.keys(table) as `${keyof T & (string | number)}`[]
}
