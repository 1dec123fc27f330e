import type { Fault, FaultCase } from '../../core/sandbox/faults.ts'
import { readNumber } from './field-error.ts'
import { KIND_WORDS, STATUS_WORDS, words } from './words.ts'

type NamedStatus = `${keyof typeof STATUS_WORDS}`
type OtherKind = Exclude<FaultCase['kind'], 'answer'>

type FaultChoice = NamedStatus | 'another-status' | OtherKind

export const FAULT_CHOICES = [
  ...namesOf(STATUS_WORDS).map((status) => ({
    value: status,
    label: words.answer(Number(status)),
  })),
  { value: 'another-status', label: words.anotherStatus } as const,
  ...namesOf(KIND_WORDS).map((kind) => ({ value: kind, label: KIND_WORDS[kind] })),
]

/**
 * One fault of each kind, for random faults. The `answer` has a status that the page retries. A 401
 * or 402 would hold all other files until a person resumes.
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
    answer: choice === 'another-status' || choice in STATUS_WORDS,
  }
}

/** @throws {FieldError} when a text is not a number */
export function buildFault(draft: FaultDraft): Fault {
  return { ...buildCase(draft), times: readNumber(words.howMany, draft.times) }
}

function buildCase({ choice, status, afterBytes, message, early }: FaultDraft): FaultCase {
  const text = message.trim()
  const answer = { ...(text !== '' && { message: text }), ...(early && { early }) }
  switch (choice) {
    case 'another-status':
      return { kind: 'answer', status: readNumber(words.status, status), ...answer }
    case 'html':
      return { kind: choice, status: readNumber(words.status, status) }
    case 'break':
    case 'stall':
      return { kind: choice, afterBytes: readNumber(words.afterBytes, afterBytes) }
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
    case '502':
    case '503':
    case '524':
      return { kind: 'answer', status: Number(choice), ...answer }
  }
}

function namesOf<T extends object>(table: T): `${keyof T & (string | number)}`[] {
  return Object.keys(table) as `${keyof T & (string | number)}`[]
}
