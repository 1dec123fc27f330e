import type { GatewayId } from '../api/gateways.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Hashing, NewUpload } from '../uploads/upload.ts'
import {
  type Candidate,
  type Inspection,
  isUnknownType,
  type Refusal,
  refuse,
  type UnknownFile,
} from './intake.ts'

/** Files inspected at a time: enough that messages cost little, and the first few by themselves, so that they are under way at once. */
const CHUNK = 32
const FIRST_CHUNK = 8

const naturally = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export interface IntakePorts {
  /** One inspection a file, in the same order. */
  inspect(files: readonly File[]): Promise<Inspection[]>
  /** Takes files in; one whose hash is known needs no turn to be hashed. */
  add(files: readonly (NewUpload & { hashed?: Hashing })[]): void
  /** Told that files may come soon. */
  prepare(): void
}

/** How a batch came in: what was refused, and what could not be looked at and is still to be taken. */
export interface IntakeReport {
  refusals: Refusal[]
  left: readonly Candidate[]
  /** Why files are left; undefined where none are. */
  problem?: Problem
}

type Seen = Extract<Inspection, { readable: true }>

/** A batch on its way in. Its gateway may change for the files still to come. */
interface Batch {
  gateway: GatewayId
  left: number
  controller: AbortController
}

export type IntakeQueue = ReturnType<typeof createIntakeQueue>

/** Where batches come in: looks at files piece by piece and adds those that can be uploaded. */
export function createIntakeQueue({ inspect, add, prepare }: IntakePorts) {
  const batches = new Set<Batch>()
  const listeners = new Set<() => void>()
  let pending = 0

  function recount(): void {
    pending = 0
    for (const { left } of batches) pending += left
    for (const listener of listeners) listener()
  }

  async function look(chunk: readonly Candidate[]): Promise<Inspection[]> {
    return chunk.length > 0 ? inspect(chunk.map(({ file }) => file)) : []
  }

  function takeChunk(
    chunk: readonly Candidate[],
    inspections: readonly Inspection[],
    batch: Batch,
  ): Refusal[] {
    if (batch.controller.signal.aborted) return []
    const refusals: Refusal[] = []
    const taken: (NewUpload & { hashed?: Hashing })[] = []
    for (const [index, { file, path }] of chunk.entries()) {
      const inspection = inspections[index] ?? { readable: false, reason: 'it was not looked at' }
      const problem = refuse(inspection)
      const { size = 0, mediaType, hashed }: Partial<Seen> = inspection.readable ? inspection : {}
      const bytes = { file, path, size, ...(hashed && { hashed }) }
      if (problem) {
        refusals.push({ path, problem, ...(isUnknownType(problem) && { unknown: bytes }) })
      } else if (mediaType !== undefined) {
        taken.push({ ...bytes, mediaType, gateway: batch.gateway })
      }
    }
    if (taken.length > 0) add(taken)
    return refusals
  }

  return {
    /** A person is about to bring files. */
    prepare,

    /**
     * Takes a batch in natural order of its paths, so that a large one is under way before
     * all of it was looked at. Never rejects: where the looking itself fails, the files
     * not yet looked at are left.
     */
    async take(candidates: readonly Candidate[], gateway: GatewayId): Promise<IntakeReport> {
      const sorted = candidates.toSorted((a, b) => naturally.compare(a.path, b.path))
      const batch: Batch = { gateway, left: sorted.length, controller: new AbortController() }
      const refusals: Refusal[] = []
      batches.add(batch)
      recount()
      try {
        let rest = sorted
        let chunk = rest.slice(0, FIRST_CHUNK)
        let looking = look(chunk)
        while (chunk.length > 0) {
          const after = rest.slice(chunk.length)
          const next = after.slice(0, CHUNK)
          // The page adds one chunk while the next is looked at.
          const lookingNext = look(next)
          // Awaited in its turn; until then a failure is not unhandled.
          lookingNext.catch(() => {})
          try {
            refusals.push(...takeChunk(chunk, await looking, batch))
          } catch (caught) {
            return { refusals, left: rest, problem: asProblem(caught) }
          }
          if (batch.controller.signal.aborted) break
          rest = after
          chunk = next
          looking = lookingNext
          batch.left = rest.length
          recount()
        }
        return { refusals, left: [] }
      } finally {
        batches.delete(batch)
        recount()
      }
    },

    /** Adds a file whose bytes tell no type, as what a person says it is. */
    takeAnyway(unknown: UnknownFile, mediaType: string, gateway: GatewayId): void {
      add([{ ...unknown, mediaType, gateway }])
    },

    /** Files of this gateway that are still to come go to another instead. */
    redirect(from: GatewayId, to: GatewayId): void {
      for (const batch of batches) if (batch.gateway === from) batch.gateway = to
    },

    /** Takes no more of what is on its way in. */
    cancel(): void {
      for (const { controller } of batches) controller.abort()
    },

    /** Files not yet looked at. */
    pending: () => pending,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
