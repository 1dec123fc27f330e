import type { StageName } from './stage.ts'
import type { UploadId } from './upload.ts'
import type { UploadsStore } from './uploads-store.ts'

/** Milliseconds that a file spent before a send. */
export interface TimesBefore {
  /** Waiting to be hashed, sent or retried. */
  waited: number
  /** Undefined when it was hashed before an earlier send. */
  hashed: number | undefined
}

interface Times {
  /** Milliseconds in the stages before a send. */
  before: number
  hashed: number | undefined
  name: StageName
  since: number
}

const BEFORE: ReadonlySet<StageName> = new Set(['queued', 'hashing', 'ready', 'waiting'])

const SENDING: ReadonlySet<StageName> = new Set(['uploading', 'confirming'])

/** Measures how long each upload has waited since its last send. */
export function createStageTimes(store: UploadsStore, now = () => performance.now()) {
  const times = new Map<UploadId, Times>()

  store.subscribeChanges((after, before) => {
    if (!after) {
      // A removed file may still be in flight. The record of its send takes the times.
      if (before && !SENDING.has(before.stage.name)) times.delete(before.id)
      return
    }
    const { id, stage } = after
    const known = times.get(id)
    if (known?.name === stage.name) return
    const since = now()
    const spent = known && BEFORE.has(known.name) ? since - known.since : 0
    const { before: earlier = 0, hashed } = known ?? {}
    times.set(id, { before: earlier + spent, hashed, name: stage.name, since })
  })

  return {
    /** Notes the milliseconds that a worker hashed the file. */
    noteHashed(id: UploadId, took: number): void {
      const known = times.get(id)
      if (known) known.hashed = took
    },

    /** Returns the times before this send and resets them. */
    take(id: UploadId): TimesBefore {
      const known = times.get(id)
      const { before = 0, hashed } = known ?? {}
      if (store.get(id) === undefined) times.delete(id)
      else if (known) times.set(id, { ...known, before: 0, hashed: undefined })
      return { waited: Math.max(0, before - (hashed ?? 0)), hashed }
    },
  }
}
