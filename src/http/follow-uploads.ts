import type { Problem } from '../core/api/problem.ts'
import { PAGE_HEADER } from '../core/api/server-info.ts'
import { parseUploadReports, UPLOADS_PATH, type UploadReport } from '../core/api/upload-report.ts'
import type { Timeouts } from './send-options.ts'
import { createShownProgress, type ShownProgress } from './shown-progress.ts'

/** Milliseconds between two questions, which are for all uploads together. */
const INTERVAL = 500

/** The rate that an upload is granted where our server tells nothing, in bytes a second. */
const ASSUMED_RATE = 16 * 1024

export interface FollowedUpload {
  /** As our server knows it. */
  id: string
  size: number
  /** Bytes that left the browser. */
  loaded: number
  /** The bar is at most so many bytes ahead of what our server tells. */
  lead: number
  timeouts: Timeouts
  /** By `performance.now()`. */
  began: number
  onProgress: (sent: number) => void
  /** Told with each report whether every byte is out. */
  onSent: (isOut: boolean) => void
  /** Called at most once, when nothing has moved for too long. */
  onGiveUp: (problem: Problem) => void
}

export interface Following {
  /** So many bytes left the browser. Counts as progress only where our server tells nothing. */
  noteLoaded(loaded: number): void
  stop(): void
}

interface State extends FollowedUpload {
  progress: ShownProgress
  report?: UploadReport
  /** When it was seen to move last, by `performance.now()`. */
  movedAt: number
}

const followed = new Set<State>()
/** Runs while there is anything to follow. */
let timer: ReturnType<typeof setTimeout> | undefined
/** Whether a question waits for its answer: for a connection, where the browser has none left. */
let isAsking = false

/** Follows an upload by what our server tells of it, and gives it up when it stands still. */
export function followUpload(upload: FollowedUpload): Following {
  const progress = createShownProgress(upload)
  const state: State = { ...upload, progress, movedAt: upload.began }
  followed.add(state)
  if (timer === undefined) look()
  return {
    noteLoaded(loaded) {
      if (!state.report && loaded > state.loaded) state.movedAt = performance.now()
      state.loaded = loaded
      progress.noteLoaded(loaded)
    },
    stop() {
      followed.delete(state)
      if (followed.size > 0) return
      clearTimeout(timer)
      timer = undefined
    },
  }
}

function look(): void {
  timer = setTimeout(look, INTERVAL)
  if (isAsking) {
    for (const state of followed) giveUpLate(state)
    return
  }
  isAsking = true
  void ask([...followed]).finally(() => {
    isAsking = false
  })
}

async function ask(asked: readonly State[]): Promise<void> {
  const reports = await askReports(asked.map(({ id }) => id))
  for (const state of asked) {
    if (!followed.has(state)) continue
    hear(
      state,
      reports.find(({ id }) => id === state.id),
    )
  }
}

/** None where our server cannot be asked: nothing is known then. */
async function askReports(ids: readonly string[]): Promise<UploadReport[]> {
  try {
    const response = await fetch(`${UPLOADS_PATH}?ids=${ids}`, {
      headers: { [PAGE_HEADER]: '1' },
      cache: 'no-store',
      redirect: 'error',
    })
    return parseUploadReports(await response.json())
  } catch {
    return []
  }
}

function hear(state: State, report: UploadReport | undefined): void {
  if (report) {
    if (report.taken > (state.report?.taken ?? 0)) state.movedAt = performance.now()
    state.report = report
  }
  state.onSent(state.progress.noteReport(state.report?.taken))
  giveUpLate(state, report)
}

/**
 * Decides by a report that just came. Without one our server may know better: it breaks off what
 * stands still itself, so the page waits for longer than any upload that moves could take.
 */
function giveUpLate(state: State, report?: UploadReport): void {
  const { size, loaded, timeouts, movedAt } = state
  const isOut = (state.report?.taken ?? loaded) >= size
  const grace = report?.grace ?? size / ASSUMED_RATE
  const seconds = (isOut ? timeouts.answer : timeouts.stall) + grace
  if (performance.now() - movedAt <= seconds * 1000) return
  followed.delete(state)
  state.onGiveUp({ kind: isOut ? 'no-answer' : 'stalled', seconds: Math.round(seconds) })
}
