import type { GatewayId } from '../api/gateways.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import type { Versions } from '../api/size-limits.ts'
import { inNextTask } from '../state/next-task.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'
import { LOCALE } from '../text/locale.ts'
import type { Hashing, NewUpload } from '../uploads/upload.ts'
import {
  type Candidate,
  type Inspection,
  isUnknownType,
  type Rejection,
  type UnknownFile,
  validateFile,
} from './intake.ts'
import { words } from './words.ts'

/** Files of the first inspection. The number is small, so that uploads start early. */
const FIRST_CHUNK = 8

/** Factor by which the number of files grows from one inspection to the next. */
const GROWTH = 4

/** Maximum files of an inspection. The page draws the list once for each. */
const MAX_CHUNK = 128

const naturally = new Intl.Collator(LOCALE, { numeric: true, sensitivity: 'base' })

export interface IntakePorts {
  /** Returns one inspection for each file, in the same order. */
  inspect(files: readonly File[]): Promise<Inspection[]>
  /** Adds uploads. Those with a hash are not hashed again. */
  add(files: readonly (NewUpload & { hashed?: Hashing })[]): void
  /** Prepares for files that may come soon. */
  prepare(): void
  /** The versions of a gateway, which decide the maximum size. */
  versionsOf(gateway: GatewayId): Versions
}

/** The result of a batch. `left` holds the files that could not be inspected. */
export interface IntakeReport {
  rejections: Rejection[]
  left: readonly Candidate[]
  /** Why files are left. */
  problem?: Problem
}

type ReadableFile = Extract<Inspection, { readable: true }>

/** A batch in progress. Its gateway may change for the files that are left. */
interface Batch {
  /** Milliseconds since 1970. Greater than the id of every earlier batch. */
  id: number
  gateway: GatewayId
  /** The files that are not added yet. */
  left: readonly Candidate[]
}

export type IntakeQueue = ReturnType<typeof createIntakeQueue>

/** Inspects batches of files in chunks and adds the files that can be uploaded. */
export function createIntakeQueue({ inspect, add, prepare, versionsOf }: IntakePorts) {
  const batches = new Set<Batch>()
  const pending = createValue(0)
  let lastId = 0

  function nextId(): number {
    lastId = Math.max(lastId + 1, Date.now())
    return lastId
  }

  function recount(): void {
    pending.set([...batches].reduce((sum, { left }) => sum + left.length, 0))
  }

  async function inspectChunk(chunk: readonly Candidate[]): Promise<Inspection[]> {
    return chunk.length > 0 ? inspect(chunk.map(({ file }) => file)) : []
  }

  function takeChunk(
    chunk: readonly Candidate[],
    inspections: readonly Inspection[],
    batch: Batch,
  ): Rejection[] {
    if (!batches.has(batch)) return []
    const rejections: Rejection[] = []
    const accepted: (NewUpload & { hashed?: Hashing })[] = []
    for (const [index, { file, path }] of chunk.entries()) {
      const inspection = inspections[index] ?? { readable: false, reason: words.notInspected }
      const problem = validateFile(inspection, versionsOf(batch.gateway))
      const facts: Partial<ReadableFile> = inspection.readable ? inspection : {}
      const { size = 0, mediaType, hashed } = facts
      const bytes = { file, path, size, ...(hashed && { hashed }) }
      if (problem) {
        rejections.push({ path, problem, ...(isUnknownType(problem) && { unknown: bytes }) })
      } else if (mediaType !== undefined) {
        const below = batch.left.length - index - 1
        accepted.push({ ...bytes, mediaType, gateway: batch.gateway, batch: batch.id, below })
      }
    }
    if (accepted.length > 0) add(accepted)
    return rejections
  }

  return {
    /** Call it when a person is about to add files. */
    prepare,

    /**
     * Inspects a batch in natural order of its paths and adds each chunk at once. Never rejects:
     * when an inspection fails, the remaining files are returned in `left`.
     *
     * @param id continues a canceled batch
     */
    async take(
      candidates: readonly Candidate[],
      gateway: GatewayId,
      id = nextId(),
    ): Promise<IntakeReport> {
      const sorted = candidates.toSorted((a, b) => naturally.compare(a.path, b.path))
      const batch: Batch = { id, gateway, left: sorted }
      const rejections: Rejection[] = []
      batches.add(batch)
      recount()
      try {
        let chunk = sorted.slice(0, FIRST_CHUNK)
        let inspections = inspectChunk(chunk)
        while (chunk.length > 0) {
          const after = batch.left.slice(chunk.length)
          const next = after.slice(0, Math.min(MAX_CHUNK, chunk.length * GROWTH))
          // Start the added uploads first: passing files to a worker takes 0.3 ms each.
          await new Promise<void>(inNextTask)
          // The next chunk is inspected while the page adds this one.
          const nextInspections = inspectChunk(next)
          // The next iteration awaits it. Until then an error must not count as unhandled.
          nextInspections.catch(() => {})
          try {
            rejections.push(...takeChunk(chunk, await inspections, batch))
          } catch (caught) {
            return { rejections, left: batch.left, problem: asProblem(caught) }
          }
          if (!batches.has(batch)) break
          batch.left = after
          chunk = next
          inspections = nextInspections
          recount()
        }
        return { rejections, left: [] }
      } finally {
        batches.delete(batch)
        recount()
      }
    },

    /** Adds a rejected file of unknown type, with the media type that a person confirmed. */
    takeAnyway(unknown: UnknownFile, mediaType: string, gateway: GatewayId): void {
      add([{ ...unknown, mediaType, gateway, batch: nextId() }])
    },

    /** Changes the gateway of files that are not added yet. */
    redirect(from: GatewayId, to: GatewayId): void {
      for (const batch of batches) if (batch.gateway === from) batch.gateway = to
    },

    /** Adds no more files of the current batches. @returns what is left of them */
    cancel(): Batch[] {
      const canceled = [...batches]
      batches.clear()
      recount()
      return canceled
    },

    /** Number of files that are not inspected yet. */
    pending: pending as ReadonlyValue<number>,
  }
}
