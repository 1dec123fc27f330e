import { SIZE_LIMIT } from './contract.ts'
import type { GatewayId } from './gateways.ts'
import { asProblem, type Problem } from './problem.ts'
import type { NewUpload } from './upload.ts'

/** A file as it was dropped, chosen or pasted. `path` is its name, with its folder if there was one. */
export interface Candidate {
  file: File
  path: string
}

/** What its first bytes say of a file. `size` is in bytes; `mediaType` is undefined where they say nothing. */
export type Inspection =
  | { readable: true; size: number; mediaType: string | undefined }
  | { readable: false; reason: string }

/** Why a file was not taken. */
export interface Refusal {
  path: string
  problem: Problem
}

/** How a batch came in: what was refused, and what could not be looked at and is still to be taken. */
export interface IntakeReport {
  refusals: Refusal[]
  left: readonly Candidate[]
  /** Why files are left; undefined where none are. */
  problem?: Problem
}

/** Files inspected at a time: few enough that the first are under way at once, enough that messages cost little. */
const CHUNK = 64

/** Media in containers that file-type does not name image, audio or video. */
const MEDIA_CONTAINERS = new Set(['application/ogg', 'application/mxf', 'application/vnd.ms-asf'])

const naturally = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Why a file cannot be uploaded, by its size and its first bytes, or undefined where it can. */
export function refuse(inspection: Inspection): Problem | undefined {
  if (!inspection.readable) return { kind: 'unreadable', reason: inspection.reason }
  const { size, mediaType } = inspection
  if (size === 0) return { kind: 'empty' }
  if (size > SIZE_LIMIT) return { kind: 'too-large', size, limit: SIZE_LIMIT }
  if (mediaType === undefined || !isMedia(mediaType)) return { kind: 'not-media', found: mediaType }
  return undefined
}

function isMedia(mediaType: string): boolean {
  return /^(image|audio|video)\//.test(mediaType) || MEDIA_CONTAINERS.has(mediaType)
}

/**
 * Looks at a batch in natural order of its paths and adds what can be uploaded, piece
 * by piece, so that a large batch is under way before all of it was looked at.
 *
 * Never throws: where the looking itself fails, the files not yet looked at are left.
 */
export async function takeFiles(
  candidates: readonly Candidate[],
  gateway: GatewayId,
  ports: {
    inspect(files: readonly File[]): Promise<Inspection[]>
    add(files: readonly NewUpload[]): void
  },
): Promise<IntakeReport> {
  const sorted = candidates.toSorted((a, b) => naturally.compare(a.path, b.path))
  const refusals: Refusal[] = []
  for (let start = 0; start < sorted.length; start += CHUNK) {
    const chunk = sorted.slice(start, start + CHUNK)
    let inspections: Inspection[]
    try {
      inspections = await ports.inspect(chunk.map(({ file }) => file))
    } catch (caught) {
      return { refusals, left: sorted.slice(start), problem: asProblem(caught) }
    }
    const taken: NewUpload[] = []
    for (const [index, { file, path }] of chunk.entries()) {
      const inspection = inspections[index] ?? { readable: false, reason: 'it was not looked at' }
      const problem = refuse(inspection)
      if (problem) refusals.push({ path, problem })
      else if (inspection.readable && inspection.mediaType !== undefined) {
        taken.push({ file, path, gateway, size: inspection.size, mediaType: inspection.mediaType })
      }
    }
    if (taken.length > 0) ports.add(taken)
  }
  return { refusals, left: [] }
}

/** Further refusals after earlier ones; a file refused again for the same reason is told once. */
export function mergeRefusals(
  earlier: readonly Refusal[],
  later: readonly Refusal[],
): readonly Refusal[] {
  const all = [...earlier, ...later]
  return [
    ...new Map(all.map((refusal) => [`${refusal.path} ${refusal.problem.kind}`, refusal])).values(),
  ]
}

/** A pasted picture has no name of its own; its time tells it from the next: `pasted-2026-03-01-14-05-09.png`. */
export function pastedName(when: Date, extension: string): string {
  const parts = [
    when.getMonth() + 1,
    when.getDate(),
    when.getHours(),
    when.getMinutes(),
    when.getSeconds(),
  ]
  const digits = parts.map((part) => String(part).padStart(2, '0'))
  return `pasted-${when.getFullYear()}-${digits.join('-')}.${extension}`
}
