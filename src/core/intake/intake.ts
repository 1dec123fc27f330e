import type { Problem } from '../api/problem.ts'
import { findTooLarge, type Versions } from '../api/size-limits.ts'
import type { Hashing, NewUpload } from '../uploads/upload.ts'

/** A file that was dropped, chosen or pasted. `path` is its name, with its folder if it has one. */
export interface Candidate {
  file: File
  path: string
}

/**
 * The result of reading a file. `size` is in bytes. `mediaType` is undefined when the bytes match no
 * known type. `isUndecided` marks a container that may hold video or audio. `hashed` is set for a
 * small file that was read completely.
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

/** A file that cannot be uploaded, with the reason. */
export interface Rejection {
  path: string
  problem: Problem
  /** Set when the type is unknown. The file can be sent anyway. */
  unknown?: UnknownFile
}

/** A file whose bytes match no known type. */
export type UnknownFile = Omit<NewUpload, 'mediaType' | 'gateway'> & { hashed?: Hashing }

/** Containers of media whose type does not begin with image, audio or video. */
const MEDIA_CONTAINERS = new Set(['application/ogg', 'application/mxf', 'application/vnd.ms-asf'])

/** Returns why a file cannot be uploaded to a gateway, or undefined when it can. */
export function validateFile(inspection: Inspection, versions: Versions): Problem | undefined {
  if (!inspection.readable) return { kind: 'unreadable', reason: inspection.reason }
  const { size, mediaType } = inspection
  if (size === 0) return { kind: 'empty' }
  const tooLarge = findTooLarge(size, versions)
  if (tooLarge) return tooLarge
  if (mediaType === undefined || !isMedia(mediaType)) return { kind: 'not-media', found: mediaType }
  return undefined
}

/** Whether a file was rejected only because its type is unknown. A gateway may know the type. */
export function isUnknownType(problem: Problem): boolean {
  return problem.kind === 'not-media' && problem.found === undefined
}

function isMedia(mediaType: string): boolean {
  return /^(image|audio|video)\//.test(mediaType) || MEDIA_CONTAINERS.has(mediaType)
}

/** Files and folders that operating systems and office programs add. */
const SYSTEM =
  /(^|\/)((\._[^/]*|~\$[^/]*|\.~lock\.[^/]*#|\.ds_store|\.localized|\.com\.apple\.[^/]*|icon\r|thumbs\.db(:[^/]*)?|ehthumbs[^/]*\.db|desktop\.ini)$|(__macosx|\.spotlight-v100|\.trashes|\.trash(-\d+)?|\.fseventsd|\.temporaryitems|\.apple(double|db|desktop)|\$recycle\.bin|system volume information|@eadir|#recycle)(\/|$))/i

/** Whether the path belongs to a system file. Other hidden files may be uploaded. */
export function isSystemFile(path: string): boolean {
  return SYSTEM.test(path)
}

/**
 * Names pasted pictures, which have no names of their own: `pasted-2026-03-01-14-05-09.png`, and
 * `…-09-2.png` for a second picture within one second.
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

/** @returns for example `pasted-2026-03-01-14-05-09`, in local time */
function nameOfTime(when: Date): string {
  const local = new Date(when.getTime() - when.getTimezoneOffset() * 60_000)
  return `pasted-${local.toISOString().slice(0, 19).replace(/[T:]/g, '-')}`
}
