import type { Problem } from '../core/api/problem.ts'
import { PAGE_HEADER } from '../core/api/server-info.ts'
import { parseUploadReports, UPLOADS_PATH, type UploadReport } from '../core/api/upload-report.ts'
import type { Timeouts } from './send-options.ts'
import { createShownProgress, type ShownProgress } from './shown-progress.ts'
import { onSite } from './site.ts'

/** Milliseconds between two polls. One poll covers all uploads. */
const INTERVAL = 500

/** Assumed rate of an upload when our server reports nothing, in bytes a second. */
const ASSUMED_RATE = 16 * 1024

export interface FollowedUpload {
  /** Names the upload to our server. */
  id: string
  size: number
  /** Bytes that have left the browser. */
  loaded: number
  /** Bytes by which the bar may be ahead of our server's report. */
  lead: number
  timeouts: Timeouts
  /** Start of the upload, by `performance.now()`. */
  began: number
  onProgress: (sent: number) => void
  /** Called with each report: whether every byte has left our server. */
  onSent: (isOut: boolean) => void
  /** Called at most once, when no byte has moved for too long. */
  onGiveUp: (problem: Problem) => void
}

export interface Following {
  /** Counts as progress only while our server reports nothing. */
  noteLoaded(loaded: number): void
  stop(): void
}

interface State extends FollowedUpload {
  progress: ShownProgress
  report?: UploadReport
  /** Time of the last progress, by `performance.now()`. */
  movedAt: number
}

const followed = new Set<State>()
/** Runs while an upload is followed. */
let timer: ReturnType<typeof setTimeout> | undefined
/** Whether a poll is in flight. It may wait for a free connection. */
let isPolling = false

/** Follows an upload by our server's reports. Gives it up when it stalls. */
export function followUpload(upload: FollowedUpload): Following {
  const progress = createShownProgress(upload)
  const state: State = { ...upload, progress, movedAt: upload.began }
  followed.add(state)
  if (timer === undefined) poll()
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

function poll(): void {
  timer = setTimeout(poll, INTERVAL)
  if (isPolling) {
    for (const state of followed) giveUpLate(state)
    return
  }
  isPolling = true
  void updateAll([...followed]).finally(() => {
    isPolling = false
  })
}

async function updateAll(polled: readonly State[]): Promise<void> {
  const reports = await fetchReports(polled.map(({ id }) => id))
  for (const state of polled) {
    if (!followed.has(state)) continue
    update(
      state,
      reports.find(({ id }) => id === state.id),
    )
  }
}

/** Empty when our server does not respond. */
async function fetchReports(ids: readonly string[]): Promise<UploadReport[]> {
  try {
    const response = await fetch(onSite(`${UPLOADS_PATH}?ids=${ids}`), {
      headers: { [PAGE_HEADER]: '1' },
      cache: 'no-store',
      redirect: 'error',
    })
    return parseUploadReports(await response.json())
  } catch {
    return []
  }
}

function update(state: State, report: UploadReport | undefined): void {
  if (report) {
    if (report.taken > (state.report?.taken ?? 0)) state.movedAt = performance.now()
    state.report = report
  }
  state.onSent(state.progress.noteReport(state.report?.taken))
  giveUpLate(state, report)
}

/**
 * Gives up a stalled upload, based on the newest report. Without a report, the page waits longer
 * than any moving upload could take, because our server ends stalled uploads itself.
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
