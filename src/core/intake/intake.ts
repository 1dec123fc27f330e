import type { Problem } from '../api/problem.ts'
import { SIZE_LIMIT } from '../api/size-limit.ts'
import type { Hashing, NewUpload } from '../uploads/upload.ts'

/** A file as it was dropped, chosen or pasted. `path` is its name, with its folder if there was one. */
export interface Candidate {
  file: File
  path: string
}

/**
 * What its first bytes say of a file. `size` is in bytes; `mediaType` is undefined where they say
 * nothing. `isUndecided` is a container whose bytes do not tell film from sound. `hashed` is there
 * for a file so small that it was read whole anyway.
 */
export type Inspection =
  | {
      readable: true
      size: number
      mediaType: string | undefined
      isUndecided?: true
      hashed?: Hashing
    }
  | { readable: false; reason: string }

/** Why a file was not taken. */
export interface Refusal {
  path: string
  problem: Problem
  /** Set where its bytes tell no type, so that it can be sent anyway. */
  unknown?: UnknownFile
}

/** A file whose bytes tell no type. */
export type UnknownFile = Omit<NewUpload, 'mediaType' | 'gateway'> & { hashed?: Hashing }

/** Media in containers that file-type does not name image, audio or video. */
const MEDIA_CONTAINERS = new Set(['application/ogg', 'application/mxf', 'application/vnd.ms-asf'])

/** Why a file cannot be uploaded, by its size and its first bytes, or undefined where it can. */
export function refuse(inspection: Inspection): Problem | undefined {
  if (!inspection.readable) return { kind: 'unreadable', reason: inspection.reason }
  const { size, mediaType } = inspection
  if (size === 0) return { kind: 'empty' }
  if (size > SIZE_LIMIT) return { kind: 'too-large', size, limit: SIZE_LIMIT }
  if (mediaType === undefined || !isMedia(mediaType)) return { kind: 'not-media', found: mediaType }
  return undefined
}

/** Whether the bytes of a refused file told nothing, so that a gateway may know more of them. */
export function isUnknownType(problem: Problem): boolean {
  return problem.kind === 'not-media' && problem.found === undefined
}

/** Whether a file of this media type is taken. */
function isMedia(mediaType: string): boolean {
  return /^(image|audio|video)\//.test(mediaType) || MEDIA_CONTAINERS.has(mediaType)
}

/**
 * Gives names to pasted pictures, which have none of their own: `pasted-2026-03-01-14-05-09.png`,
 * and `…-09-2.png` for the next one of that second.
 */
export function createPastedNames(): (when: Date, extension: string) => string {
  const counts = new Map<string, number>()
  return (when, extension) => {
    const name = nameOfTime(when)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return `${name}${count > 1 ? `-${count}` : ''}.${extension}`
  }
}

function nameOfTime(when: Date): string {
  const parts = [
    when.getMonth() + 1,
    when.getDate(),
    when.getHours(),
    when.getMinutes(),
    when.getSeconds(),
  ]
  const digits = parts.map((part) => String(part).padStart(2, '0'))
  return `pasted-${when.getFullYear()}-${digits.join('-')}`
}
