import type { ErrorWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { namedKind } from '../../core/media/media-kind.ts'
import type { ListedFile } from './account-files.ts'
import { originOf } from './file-wires.ts'

/** Entries of a page. */
const PAGE = { usual: 50, most: 100 }

const KINDS = ['image', 'video', 'audio', 'upload', 'generated']

/** A query for files of an account. */
export interface ListQuery {
  limit: number
  /** Number of matching files before the page. */
  cursor: number
  fits(file: ListedFile): boolean
}

/** Reads the query of a list. A refusal names the first parameter that is wrong. */
export function readListQuery(
  query: URLSearchParams,
): { asked: ListQuery } | { refusal: ErrorWire } {
  const kind = query.get('kind') ?? undefined
  const limit = readWhole(query.get('limit'), PAGE.usual)
  const cursor = readWhole(query.get('cursor'), 0)
  const from = readMoment(query.get('from'))
  const to = readMoment(query.get('to'))
  if (kind !== undefined && !KINDS.includes(kind))
    return refuse('kind', `one of ${KINDS.join(', ')}`)
  if (!(limit >= 1 && limit <= PAGE.most)) return refuse('limit', `a number from 1 to ${PAGE.most}`)
  if (Number.isNaN(cursor)) return refuse('cursor', 'the nextCursor of a page')
  if (Number.isNaN(from)) return refuse('from', 'a date in ISO 8601')
  if (Number.isNaN(to)) return refuse('to', 'a date in ISO 8601')
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/)
  const isOfJob = query.get('tool') || query.get('model')
  return {
    asked: {
      limit,
      cursor,
      fits(file) {
        const { name = '', mediaType, createdAt } = file
        const text = name.toLowerCase()
        return (
          (kind === undefined || kind === namedKind(mediaType) || kind === originOf(file)) &&
          words.every((word) => text.includes(word)) &&
          // No file of the sandbox is made by a tool or a model.
          !isOfJob &&
          !(from !== undefined && createdAt < from) &&
          !(to !== undefined && createdAt > to)
        )
      },
    },
  }
}

/** NaN for text that is no whole number of at least 0. */
function readWhole(text: string | null, usual: number): number {
  if (text === null) return usual
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
}

/** Milliseconds since 1970. NaN for text that is no ISO date. */
function readMoment(text: string | null): number | undefined {
  if (text === null) return undefined
  return /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(text) : Number.NaN
}

function refuse(field: string, expected: string): { refusal: ErrorWire } {
  return { refusal: refuseField(`${field} must be ${expected}.`, field) }
}
